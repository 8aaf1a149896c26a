import { Effect, Layer } from "effect"
import { enrollmentDueAt, invitationDueAt } from "../../domain/enrollment/duty.ts"
import {
  type EnrollmentId,
  type InvitationId,
  keyOf,
  partsOfKey,
  suffixNumber
} from "../../domain/invitation/identifiers.ts"
import { Duties, type DutyRef, dutyShards } from "../../domain/provisioning/duties.port.ts"
import { World } from "./world.ts"

const shardOf = (id: EnrollmentId | InvitationId) => suffixNumber(partsOfKey(keyOf(id)).suffix) % dutyShards

const make = Effect.gen(function*() {
  const { enrollments, invitations, postponed } = yield* World

  const timeOf = (id: string, own: string): string => {
    const other = postponed.get(id)
    return other?.own === own ? other.until : own
  }

  const open = (shard: number): ReadonlyArray<DutyRef & { readonly own: string }> => {
    const refs = [
      ...[...enrollments.values()].map((item) =>
        ({ kind: "enrollment", id: item.enrollment_id, due_at: enrollmentDueAt(item) }) as const
      ),
      ...[...invitations.values()].map((item) =>
        ({ kind: "invitation", id: item.invitation_id, due_at: invitationDueAt(item) }) as const
      )
    ]
    return refs.flatMap(({ due_at, ...ref }) =>
      due_at !== undefined && shardOf(ref.id) === shard
        ? [{ ...ref, own: due_at, due_at: timeOf(ref.id, due_at) }]
        : []
    )
  }

  return Duties.of({
    due: (shard, now, limit, kind) =>
      Effect.sync(() =>
        open(shard)
          .filter((ref) => ref.due_at <= now && (kind === undefined || ref.kind === kind))
          .toSorted((one, other) => one.due_at < other.due_at ? -1 : 1)
          .slice(0, limit)
          .map(({ own: _, ...ref }) => ref)
      ),
    furthest: (shard, after, limit) =>
      Effect.sync(() =>
        open(shard)
          .filter((ref) => ref.due_at > after)
          .toSorted((one, other) => one.due_at > other.due_at ? -1 : 1)
          .slice(0, limit)
          .map(({ own: _, ...ref }) => ref)
      ),
    postpone: ({ due_at, id }, until) =>
      Effect.sync(() => {
        const found = open(shardOf(id as EnrollmentId)).find((ref) => ref.id === id && ref.due_at === due_at)
        if (found !== undefined) postponed.set(id, { own: found.own, until })
      }),
    count: (shard) => Effect.sync(() => open(shard).length)
  })
})

/** Open duties, found by looking at every item. */
export const layer = Layer.effect(Duties, make)
