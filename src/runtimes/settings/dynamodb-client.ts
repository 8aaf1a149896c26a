import type { Reader } from "./environment.ts"
import { oneOf } from "./readers.ts"

/** Which client of DynamoDB a process uses: ours, or the AWS SDK's (ADR 35). */
export type DynamodbClient = "light" | "sdk"

export const readDynamodbClient = ({ withDefault }: Reader) =>
  withDefault("DYNAMODB_CLIENT", oneOf("light", "sdk"), "light")
