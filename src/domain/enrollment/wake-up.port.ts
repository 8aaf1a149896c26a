import { Context, type Effect } from "effect"
import type { EnrollmentId } from "../invitation/identifiers.ts"

/** Says that an enrollment has records due, so that nobody waits for the next sweep. */
export class WakeUp extends Context.Service<WakeUp, {
  /** Never fails, takes at most 200 ms, may be lost: a lost one costs time only. */
  readonly wake: (id: EnrollmentId) => Effect.Effect<void>
}>()("tsa/enrollment/WakeUp") {}
