import type { ManagedRuntime } from "effect"
import type { Services } from "./services.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Services, never>

/** What every handler finds in its context. */
export interface Variables {
  readonly requestId: string
  readonly runtime: Runtime
  /** The network that the request came from. */
  readonly clientAddress: string
}
