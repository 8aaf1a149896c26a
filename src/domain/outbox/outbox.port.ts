import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"
import { type EnrollmentId, keyOf, partsOfKey, suffixNumber } from "../values/identifiers.ts"
import type { OutboxKind, OutboxRef } from "./kinds.ts"

/** The index of open outbox entries is cut into this many shards, by key, so that relays spread over it. */
export const outboxShards = 8

/** An open outbox entry, as the index has it. */
export interface OutboxEntry extends OutboxRef {
  readonly due_at: string
}

/** Which entries are asked for: those of one `kind` if it is given, and those that were written for soon or for much later (`isLater`). */
export interface AskedEntries {
  readonly kind?: OutboxKind
  readonly from?: "soon" | "later"
}

/** Returns the shard of an aggregate's outbox entry. Suffixes and keyed hashes are random, so one digit of them spreads over the shards. */
export const shardOf = ({ id, kind }: OutboxRef): number =>
  (kind === "sign-in" ? id.charCodeAt(0) : suffixNumber(partsOfKey(keyOf(id as EnrollmentId)).suffix)) % outboxShards

/** The sparse index over aggregates that have something left to do. Eventually consistent: read the item before acting. */
export class Outbox extends Context.Service<Outbox, {
  /** Returns what is due at `now` in one shard (0 to 7), earliest first. */
  readonly due: (
    shard: number,
    now: string,
    limit: number,
    asked?: AskedEntries
  ) => Effect.Effect<ReadonlyArray<OutboxEntry>, StoreUnavailable>
  /** Returns what is due later than `after` in one shard, latest first. It does not look at what was written for much later. */
  readonly furthest: (
    shard: number,
    after: string,
    limit: number
  ) => Effect.Effect<ReadonlyArray<OutboxEntry>, StoreUnavailable>
  /** Open entries of one shard, due or not yet, earliest first; those that were written for much later are not among them. */
  readonly open: (shard: number, limit: number) => Effect.Effect<ReadonlyArray<OutboxEntry>, StoreUnavailable>
  /** Moves an entry to another time, out of the way of those behind it, if it is still as it was found. */
  readonly postpone: (ref: OutboxEntry, due_at: string) => Effect.Effect<void, StoreUnavailable>
  /** Returns how many entries are open in one shard, due or due soon. */
  readonly count: (shard: number) => Effect.Effect<number, StoreUnavailable>
}>()("tsa/outbox/Outbox") {}
