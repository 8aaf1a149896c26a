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
  const { enrollments, invitations } = yield* World

  const open = (shard: number): ReadonlyArray<DutyRef> => {
    const refs = [
      ...[...enrollments.values()].map((item) =>
        ({ kind: "enrollment", id: item.enrollment_id, due_at: enrollmentDueAt(item) }) as const
      ),
      ...[...invitations.values()].map((item) =>
        ({ kind: "invitation", id: item.invitation_id, due_at: invitationDueAt(item) }) as const
      )
    ]
    return refs.flatMap(({ due_at, ...ref }) =>
      due_at !== undefined && shardOf(ref.id) === shard ? [{ ...ref, due_at }] : []
    )
  }

  return Duties.of({
    due: (shard, now, limit) =>
      Effect.sync(() =>
        open(shard)
          .filter(({ due_at }) => due_at <= now)
          .toSorted((one, other) => one.due_at < other.due_at ? -1 : 1)
          .slice(0, limit)
      ),
    count: (shard) => Effect.sync(() => open(shard).length)
  })
})

/** Open duties, found by looking at every item. */
export const layer = Layer.effect(Duties, make)
