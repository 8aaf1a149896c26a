import { Effect } from "effect"
import type { Connection } from "../../adapters/dynamodb/connection.ts"
import { lightDriver } from "../../adapters/dynamodb/light/driver.ts"
import { onNode } from "../../adapters/dynamodb/light/on-node.ts"
import type { DynamodbClient } from "../settings/dynamodb-client.ts"

/** A client of DynamoDB in a Node process, closed with the scope. The SDK is loaded only where it is asked for. */
export const dynamodbDriver = Effect.fnUntraced(function*(connection: Connection, client: DynamodbClient) {
  if (client === "light") return yield* lightDriver(connection, onNode)
  const { sdkDriver } = yield* Effect.promise(() => import("../../adapters/dynamodb/sdk/driver.ts"))
  return yield* sdkDriver(connection)
})
