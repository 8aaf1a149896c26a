import { DateTime, Effect, Layer } from "effect"
import { enrollmentDueAt, invitationDueAt } from "../../domain/enrollment/due-at.ts"
import { isLater } from "../../domain/outbox/due.ts"
import { Outbox, type OutboxEntry, shardOf } from "../../domain/outbox/outbox.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { enrollments, invitations, links, postponed, writtenAt } = yield* World

  const timeOf = (id: string, own: string): string => {
    const other = postponed.get(id)
    return other?.own === own ? other.until : own
  }

  const entries = (shard: number): ReadonlyArray<OutboxEntry & { readonly own: string }> => {
    const refs = [
      ...[...enrollments.values()].map((item) =>
        ({ kind: "enrollment", id: item.enrollment_id, due_at: enrollmentDueAt(item) }) as const
      ),
      ...[...invitations.values()].map((item) =>
        ({ kind: "invitation", id: item.invitation_id, due_at: invitationDueAt(item) }) as const
      ),
      ...[...links.values()].map((item) => ({ kind: "sign-in", id: item.key, due_at: item.mail?.due_at }) as const)
    ]
    return refs.flatMap(({ due_at, ...ref }) =>
      due_at !== undefined && shardOf(ref) === shard
        ? [{ ...ref, own: due_at, due_at: timeOf(ref.id, due_at) }]
        : []
    )
  }

  const isApart = ({ due_at, id }: OutboxEntry): boolean => isLater(due_at, writtenAt.get(id) ?? due_at)
  const entry = ({ due_at, id, kind }: OutboxEntry): OutboxEntry => ({ kind, id, due_at })
  const earliestFirst = (one: OutboxEntry, other: OutboxEntry) => one.due_at < other.due_at ? -1 : 1

  return Outbox.of({
    due: (shard, now, limit, { from = "soon", kind } = {}) =>
      Effect.sync(() =>
        entries(shard)
          .filter((ref) => ref.due_at <= now && (kind === undefined || ref.kind === kind))
          .filter((ref) => isApart(ref) === (from === "later"))
          .toSorted(earliestFirst)
          .slice(0, limit)
          .map(entry)
      ),
    furthest: (shard, after, limit) =>
      Effect.sync(() =>
        entries(shard)
          .filter((ref) => ref.due_at > after && !isApart(ref))
          .toSorted((one, other) => -earliestFirst(one, other))
          .slice(0, limit)
          .map(entry)
      ),
    open: (shard, limit) =>
      Effect.sync(() =>
        entries(shard).filter((ref) => !isApart(ref)).toSorted(earliestFirst).slice(0, limit).map(entry)
      ),
    postpone: ({ due_at, id, kind }, until) =>
      Effect.map(DateTime.now, (now) => {
        const found = entries(shardOf({ kind, id })).find((ref) => ref.id === id && ref.due_at === due_at)
        if (found === undefined) return
        postponed.set(id, { own: found.own, until })
        writtenAt.set(id, DateTime.formatIso(now))
      }),
    count: (shard) => Effect.sync(() => entries(shard).filter((ref) => !isApart(ref)).length)
  })
})

/** Open outbox entries, found by looking at every item. */
export const layer = Layer.effect(Outbox, make)
