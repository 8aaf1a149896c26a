import type { Redacted } from "effect"

/** Where DynamoDB is. The default endpoint is AWS's in the region, the default credentials are the platform's. */
export interface Connection {
  readonly endpoint?: string
  readonly region: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: Redacted.Redacted }
}
