import type { Context } from "hono"
import type { DocsFiles } from "./operation/docs.ts"
import type { Liveness } from "./operation/health.ts"
import type { MetricsAccess } from "./operation/metrics.ts"

/** What differs between the places where the app runs. */
export interface Platform extends Liveness {
  readonly corsOrigins: ReadonlyArray<string>
  readonly metrics: MetricsAccess
  readonly version: string
  /** The network that a request came from: an IPv4 address, or the /64 of an IPv6 address; undefined if it cannot be told. */
  readonly clientAddress: (c: Context) => string | undefined
  /** How often one caller, a principal or a network, may ask this process in a minute. */
  readonly requestsPerMinute: number
  /** The docs page, if this process serves it. */
  readonly docs?: DocsFiles
}
