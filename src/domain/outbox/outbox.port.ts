import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"
import { type EnrollmentId, type InvitationId, keyOf, partsOfKey, suffixNumber } from "../values/identifiers.ts"

/** The index of open outbox entries is cut into so many shards, by key, so that relays spread over it. */
export const outboxShards = 8

/** An aggregate with an open outbox entry: its kind, and its id (of a sign-in link: its key). */
export interface OutboxEntry {
  readonly kind: "enrollment" | "invitation" | "sign-in"
  readonly id: string
  readonly due_at: string
}

interface EntryId {
  readonly enrollment: EnrollmentId
  readonly invitation: InvitationId
  readonly "sign-in": string
}

/** The ids of one kind. */
export const idsOf = <Kind extends OutboxEntry["kind"]>(refs: ReadonlyArray<OutboxEntry>, kind: Kind) =>
  refs.filter((ref) => ref.kind === kind).map(({ id }) => id as EntryId[Kind])

/** The shard of an aggregate's outbox entry. Suffixes and keyed hashes are random, so one digit of them spreads over the shards. */
export const shardOf = ({ id, kind }: Pick<OutboxEntry, "id" | "kind">): number =>
  (kind === "sign-in" ? id.charCodeAt(0) : suffixNumber(partsOfKey(keyOf(id as EnrollmentId)).suffix)) % outboxShards

/** The sparse index over aggregates that have something left to do. Eventually consistent: read the item before acting. */
export class Outbox extends Context.Service<Outbox, {
  /** What is due at `now` in one shard (0 to 7), earliest first; of one kind where it is named. */
  readonly due: (
    shard: number,
    now: string,
    limit: number,
    kind?: OutboxEntry["kind"]
  ) => Effect.Effect<ReadonlyArray<OutboxEntry>, StoreUnavailable>
  /** What is due later than `after` in one shard, the latest first. */
  readonly furthest: (
    shard: number,
    after: string,
    limit: number
  ) => Effect.Effect<ReadonlyArray<OutboxEntry>, StoreUnavailable>
  /** Moves an entry to another time, if it is still as it was found: out of the way of those behind it. */
  readonly postpone: (ref: OutboxEntry, due_at: string) => Effect.Effect<void, StoreUnavailable>
  /** How many are open in one shard, due or not yet. */
  readonly count: (shard: number) => Effect.Effect<number, StoreUnavailable>
}>()("tsa/outbox/Outbox") {}
