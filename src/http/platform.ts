import type { Context } from "hono"
import type { DocsFiles } from "./operation/docs.ts"
import type { Liveness } from "./operation/health.ts"
import type { MetricsAccess } from "./operation/metrics.ts"

/** What differs between the places where the app runs. */
export interface Platform extends Liveness {
  readonly corsOrigins: ReadonlyArray<string>
  readonly metrics: MetricsAccess
  readonly version: string
  /** The network that a request came from: an address, of IPv6 its /64; undefined where it cannot be told. */
  readonly clientAddress: (c: Context) => string | undefined
  /** What one caller may ask of this process, per principal or network. */
  readonly requestsPerMinute: number
  /** The docs page, where this process serves it. */
  readonly docs?: DocsFiles
}
