import { Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** How due entries of one kind are carried out. Each room defines this for its own kind, in its `outbox-entry.ts`. */
interface Work<Item, R1, R2, R3> {
  /**
   * Whether nothing can be done without PostgreSQL. While PostgreSQL is away, only as many entries are looked at as it takes to find one
   * for the probe.
   */
  readonly needsRecords: boolean
  readonly load: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Item>, StoreUnavailable, R1>
  readonly idOf: (item: Item) => string
  /** Whether something on the item is due now, or is set so far ahead that only a wrong clock can have done it. */
  readonly isDue: (item: Item, now: string) => boolean
  /** Carries out what is due on these items. Returns how many were worked on. */
  readonly work: (items: ReadonlyArray<Item>, now: string) => Effect.Effect<number, StoreUnavailable, R2>
  /** What a wake-up does at once, so that nobody waits for the sweep. */
  readonly attempt: (ids: ReadonlyArray<string>) => Effect.Effect<void, StoreUnavailable, R3>
}

/** Returns the same work without its items: they are loaded first, then all of them, or those that are due, are worked on. */
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
