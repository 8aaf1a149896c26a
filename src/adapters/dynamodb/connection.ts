import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Effect, Redacted } from "effect"

/** Where DynamoDB is. Without an endpoint, region and credentials they are those of the platform. */
export interface Connection {
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: Redacted.Redacted }
}

/**
 * A client that is closed with the scope. It is the one layer that tries again: three tries at most, each of at most two
 * seconds.
 */
export const connect = ({ credentials, ...place }: Connection) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      new DynamoDBClient({
        ...place,
        ...(credentials !== undefined && {
          credentials: { ...credentials, secretAccessKey: Redacted.value(credentials.secretAccessKey) }
        }),
        maxAttempts: 3,
        retryMode: "standard",
        requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true }
      })
    ),
    (client) => Effect.sync(() => client.destroy())
  )
