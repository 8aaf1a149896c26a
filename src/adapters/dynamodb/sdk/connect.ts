import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb"
import { Effect, Redacted } from "effect"
import type { Connection } from "../connection.ts"
import { limits } from "../driver.ts"

const ignore = () => undefined

/** Says nothing. It has no `info`, so that the SDK does not copy every answer in order to hide its secrets from the log. */
const silent = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as unknown as NonNullable<
  DynamoDBClientConfig["logger"]
>

/** Returns a client of the AWS SDK, closed with the scope. */
export const connect = ({ credentials, ...place }: Connection) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      new DynamoDBClient({
        ...place,
        ...(credentials !== undefined && {
          credentials: { ...credentials, secretAccessKey: Redacted.value(credentials.secretAccessKey) }
        }),
        logger: silent,
        maxAttempts: limits.tries,
        retryMode: "standard",
        requestHandler: {
          connectionTimeout: limits.connectMs,
          requestTimeout: limits.tryMs,
          throwOnRequestTimeout: true
        }
      })
    ),
    (client) => Effect.sync(() => client.destroy())
  )
