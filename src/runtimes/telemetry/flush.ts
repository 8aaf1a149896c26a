import { Context, Effect } from "effect"

/** Sends what was gathered for the collector, within a second at most, and never fails. Does nothing where there is no collector. */
export const Flush = Context.Reference<Effect.Effect<void>>("tsa/runtimes/Flush", { defaultValue: () => Effect.void })
