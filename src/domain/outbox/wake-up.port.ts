import { Context, type Effect } from "effect"
import type { EnrollmentId } from "../values/identifiers.ts"

/** Says that something is due, so that nobody waits for the next sweep. Never fails, takes at most 200 ms, may be lost: that costs time only. */
export class WakeUp extends Context.Service<WakeUp, {
  /** An enrollment has records due. */
  readonly wake: (id: EnrollmentId) => Effect.Effect<void>
  /** The sign-in link of this key has its mail due. */
  readonly wakeSignIn: (key: string) => Effect.Effect<void>
}>()("tsa/outbox/WakeUp") {}
