import { Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** How what is due of one kind is carried out. Each room says so of its own, in its `outbox-entry.ts`. */
interface Work<Item, R1, R2, R3> {
  /** Without PostgreSQL nothing comes of it: while that is away, no more are looked at than it takes to find one for the probe. */
  readonly needsRecords: boolean
  readonly load: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Item>, StoreUnavailable, R1>
  readonly idOf: (item: Item) => string
  /** Whether something is due on it now, or stands so far ahead that only a wrong clock can have set it. */
  readonly isDue: (item: Item, now: string) => boolean
  /** Carries out what is due on these. Returns how many were worked on. */
  readonly work: (items: ReadonlyArray<Item>, now: string) => Effect.Effect<number, StoreUnavailable, R2>
  /** What a wake-up does at once, so that nobody waits for the sweep. */
  readonly attempt: (ids: ReadonlyArray<string>) => Effect.Effect<void, StoreUnavailable, R3>
}

/** The same without its items: loaded first, then worked on, all of them or those that are due. */
export const outboxWork = <Item, R1, R2, R3>(
  { attempt, idOf, isDue, load, needsRecords, work }: Work<Item, R1, R2, R3>
) => ({
  needsRecords,
  attempt,
  load: (ids: ReadonlyArray<string>) =>
    Effect.map(ids.length === 0 ? Effect.succeed([]) : load(ids), (items) => ({
      ids: items.map(idOf),
      workOnAll: (now: string) => work(items, now),
      workOnDue: (now: string) => work(items.filter((item) => isDue(item, now)), now)
    }))
})
