import { Context, type Effect } from "effect"
import type { OutboxRef } from "./kinds.ts"

/** Says that something is due, so that nobody waits for the next sweep. Never fails, takes at most 200 ms, may be lost: that costs time only. */
export class WakeUp extends Context.Service<WakeUp, {
  /** This aggregate has something due. */
  readonly wake: (ref: OutboxRef) => Effect.Effect<void>
}>()("tsa/outbox/WakeUp") {}
