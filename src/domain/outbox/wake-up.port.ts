import { Context, type Effect } from "effect"
import type { OutboxRef } from "./kinds.ts"

/**
 * Says that something is due, so that nobody waits for the next sweep. It never fails and takes at most 200 ms. It may be lost, which costs
 * only time.
 */
export class WakeUp extends Context.Service<WakeUp, {
  /** Says that this aggregate has something due. */
  readonly wake: (ref: OutboxRef) => Effect.Effect<void>
}>()("tsa/outbox/WakeUp") {}
