import type { ManagedRuntime, Tracer } from "effect"
import type { Services } from "./services.ts"

export type Runtime = ManagedRuntime.ManagedRuntime<Services, never>

/** What Hono's own middleware, which runs around every request, has to see. Everything else is a plain value in `endpoint.ts`. */
declare module "hono" {
  interface ContextVariableMap {
    runtime: Runtime
    /** The network that the request came from. */
    clientAddress: string
    /** The span of the request, once it has begun to run. */
    span?: Tracer.Span
  }
}
