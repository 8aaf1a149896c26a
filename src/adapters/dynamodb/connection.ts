import type { Redacted } from "effect"

/** Where DynamoDB is. Without an endpoint it is AWS's of the region, without credentials they are those of the platform. */
export interface Connection {
  readonly endpoint?: string
  readonly region: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: Redacted.Redacted }
}
