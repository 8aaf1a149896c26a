import { DateTime, Effect, Layer } from "effect"
import { enrollmentDueAt, invitationDueAt } from "../../domain/enrollment/due-at.ts"
import { isLater } from "../../domain/outbox/due.ts"
import { Outbox, type OutboxEntry, shardOf } from "../../domain/outbox/outbox.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { enrollments, invitations, links, postponed } = yield* World

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

  return Outbox.of({
    due: (shard, now, limit, { from = "soon", kind } = {}) =>
      Effect.map(DateTime.now, (clock) =>
        entries(shard)
          .filter((ref) => ref.due_at <= now && (kind === undefined || ref.kind === kind))
          .filter(({ due_at }) => isLater(due_at, DateTime.formatIso(clock)) === (from === "later"))
          .toSorted((one, other) => one.due_at < other.due_at ? -1 : 1)
          .slice(0, limit)
          .map(({ own: _, ...ref }) => ref)),
    furthest: (shard, after, limit) =>
      Effect.sync(() =>
        entries(shard)
          .filter((ref) => ref.due_at > after)
          .toSorted((one, other) => one.due_at > other.due_at ? -1 : 1)
          .slice(0, limit)
          .map(({ own: _, ...ref }) => ref)
      ),
    open: (shard, limit) =>
      Effect.map(DateTime.now, (clock) =>
        entries(shard)
          .filter(({ due_at }) => !isLater(due_at, DateTime.formatIso(clock)))
          .toSorted((one, other) => one.due_at < other.due_at ? -1 : 1)
          .slice(0, limit)
          .map(({ own: _, ...ref }) => ref)),
    postpone: ({ due_at, id, kind }, until) =>
      Effect.sync(() => {
        const found = entries(shardOf({ kind, id })).find((ref) => ref.id === id && ref.due_at === due_at)
        if (found !== undefined) postponed.set(id, { own: found.own, until })
      }),
    count: (shard) =>
      Effect.map(
        DateTime.now,
        (clock) => entries(shard).filter(({ due_at }) => !isLater(due_at, DateTime.formatIso(clock))).length
      )
  })
})

/** Finds open outbox entries by looking at every item. Whether one stands apart is decided when it is read, not when it is written. */
export const layer = Layer.effect(Outbox, make)
