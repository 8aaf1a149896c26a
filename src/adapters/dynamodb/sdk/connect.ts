import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb"
import { Effect, Redacted } from "effect"
import type { Connection } from "../connection.ts"
import { limits } from "../driver.ts"

const ignore = () => undefined

/** Without `info`, the SDK does not copy every answer to hide its secrets from a logger that says nothing. */
const silent = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as unknown as NonNullable<
  DynamoDBClientConfig["logger"]
>

/** Closed with the scope. */
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
