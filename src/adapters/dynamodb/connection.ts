import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb"
import { Effect, Redacted } from "effect"

/** Where DynamoDB is. Without an endpoint, region and credentials they are those of the platform. */
export interface Connection {
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: Redacted.Redacted }
}

const ignore = () => undefined

/** Without `info`, the SDK does not copy every answer to hide its secrets from a logger that says nothing. */
const silent = { trace: ignore, debug: ignore, warn: ignore, error: ignore } as unknown as NonNullable<
  DynamoDBClientConfig["logger"]
>

/** Closed with the scope. It is the one layer that tries again: at most three tries of at most two seconds each. */
export const connect = ({ credentials, ...place }: Connection) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      new DynamoDBClient({
        ...place,
        ...(credentials !== undefined && {
          credentials: { ...credentials, secretAccessKey: Redacted.value(credentials.secretAccessKey) }
        }),
        logger: silent,
        maxAttempts: 3,
        retryMode: "standard",
        requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true }
      })
    ),
    (client) => Effect.sync(() => client.destroy())
  )
