import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { DomainEvent } from "./event.ts"

/** An event that the store did not take, and why. */
export interface NotWritten {
  readonly event: DomainEvent
  readonly failure: StoreUnavailable
}

/** History that has left its aggregate, one item per event. */
export class Events extends Context.Service<Events, {
  /**
   * Writes events of any subjects; writing the same id again is harmless. Returns those that could not be written this time. Fails only if
   * nothing is known of any of them. A caller that needs all of them written uses `recordEvents`.
   */
  readonly append: (events: ReadonlyArray<DomainEvent>) => Effect.Effect<ReadonlyArray<NotWritten>, StoreUnavailable>
  /** Returns all events of one subject that have left it, oldest first. */
  readonly list: (subject: string) => Effect.Effect<ReadonlyArray<DomainEvent>, StoreUnavailable>
}>()("tsa/history/Events") {}
