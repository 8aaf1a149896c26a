import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { DomainEvent } from "./event.ts"

/** History that has left its aggregate: an item of its own per event. */
export class Events extends Context.Service<Events, {
  /** Writes events of any subjects; the same id again is harmless. */
  readonly append: (events: ReadonlyArray<DomainEvent>) => Effect.Effect<void, StoreUnavailable>
  /** All events of one subject that have left it, oldest first. */
  readonly list: (subject: string) => Effect.Effect<ReadonlyArray<DomainEvent>, StoreUnavailable>
}>()("tsa/history/Events") {}
