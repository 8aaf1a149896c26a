import { assert } from "@effect/vitest"
import { DateTime, Effect } from "effect"
import { enrollmentDueAt, invitationDueAt } from "../../src/domain/enrollment/due-at.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { applied, retried } from "../../src/domain/enrollment/provisioning.ts"
import { withoutEvents } from "../../src/domain/history/event.ts"
import { Events } from "../../src/domain/history/events.port.ts"
import type { Invitation } from "../../src/domain/invitation/invitation.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { mailSent } from "../../src/domain/invitation/transitions.ts"
import { Outbox, outboxShards, shardOf } from "../../src/domain/outbox/outbox.port.ts"
import { later } from "../../src/domain/values/instant.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"
import { eventually } from "./eventually.ts"

const shards = Array.from({ length: outboxShards }, (_, shard) => shard)

/** Returns where and when the outbox entry of this aggregate is found at `now`. */
const entriesOf = Effect.fnUntraced(function*(id: string, now: string) {
  const { due } = yield* Outbox
  const found = yield* Effect.forEach(
    shards,
    (shard) =>
      Effect.map(due(shard, now, 1000), (refs) => refs.filter((ref) => ref.id === id).map((ref) => ({ ...ref, shard })))
  )
  return found.flat()
})

export const outboxCases: Cases = (it) => {
  it.effect("an enrollment is found when its entry is due, not before, and no more when it has none", () =>
    Effect.gen(function*() {
      const { create, record } = yield* Enrollments
      const enrollment = yield* create(enrollmentOf(invitationOf(), 4))
      const due_at = enrollmentDueAt(enrollment) ?? ""
      const [found] = yield* eventually(entriesOf(enrollment.enrollment_id, due_at), ({ length }) => length === 1)
      assert.deepInclude(found, { kind: "enrollment", id: enrollment.enrollment_id, due_at })
      const justBefore = new Date(Date.parse(due_at) - 1).toISOString()
      assert.deepStrictEqual(yield* entriesOf(enrollment.enrollment_id, justBefore), [])
      const done = withoutEvents(
        { ...enrollment, provisioning: applied(enrollment.provisioning, 5, minute(20)), rev: enrollment.rev + 1 },
        new Set(Object.keys(enrollment.events))
      )
      yield* record(enrollment, done)
      const left = yield* eventually(entriesOf(done.enrollment_id, minute(9999)), ({ length }) => length === 0)
      assert.deepStrictEqual(left, [])
    }))

  it.effect("an invitation is found while its mail or its events are due", () =>
    Effect.gen(function*() {
      const { create, replace } = yield* Invitations
      const invitation = invitationOf()
      yield* create(invitation)
      const due_at = invitationDueAt(invitation) ?? ""
      const [found] = yield* eventually(entriesOf(invitation.invitation_id, due_at), ({ length }) => length === 1)
      assert.deepInclude(found, { kind: "invitation", id: invitation.invitation_id, due_at })
      const done = withoutEvents(mailSent(invitation, 1, minute(1)), new Set(Object.keys(invitation.events)))
      yield* replace(invitation, done)
      const left = yield* eventually(entriesOf(done.invitation_id, minute(9999)), ({ length }) => length === 0)
      assert.deepStrictEqual(left, [])
    }))

  it.effect("an entry is put off once, and only as it was found; the next write of its aggregate sets its own time", () =>
    Effect.gen(function*() {
      const { postpone } = yield* Outbox
      const { create, record } = yield* Enrollments
      const enrollment = yield* create(enrollmentOf(invitationOf(), 4))
      const id = enrollment.enrollment_id
      const due_at = enrollmentDueAt(enrollment) ?? ""
      const [found] = yield* eventually(entriesOf(id, due_at), ({ length }) => length === 1)
      if (found === undefined) return assert.fail("it is due")
      yield* postpone(found, minute(500))
      yield* eventually(entriesOf(id, minute(499)), ({ length }) => length === 0)
      yield* postpone(found, minute(900))
      const [later] = yield* eventually(entriesOf(id, minute(500)), ({ length }) => length === 1)
      assert.deepInclude(later, { id, due_at: minute(500) })
      yield* postpone({ ...found, id: id.replace(/.$/, (last) => last === "0" ? "1" : "0") }, minute(900))
      const touched = {
        ...enrollment,
        provisioning: retried(enrollment.provisioning, minute(15)),
        rev: enrollment.rev + 1
      }
      yield* record(enrollment, touched)
      yield* eventually(
        entriesOf(id, minute(499)),
        (refs) => refs.length === 1 && refs[0]?.due_at === enrollmentDueAt(touched)
      )
    }))

  it.effect("entries of one kind are found behind any number of the other", () =>
    Effect.gen(function*() {
      const { due } = yield* Outbox
      const invitation = invitationOf({}, 400)
      yield* (yield* Invitations).create(invitation)
      const enrollment = yield* (yield* Enrollments).create(enrollmentOf(invitation, 0, 300))
      const [one] = yield* eventually(entriesOf(invitation.invitation_id, minute(9999)), ({ length }) => length === 1)
      const shard = one?.shard ?? 0
      const kinds = (kind: "enrollment" | "invitation") => due(shard, minute(9999), 500, { kind })
      const enrollments = yield* eventually(kinds("enrollment"), (refs) =>
        refs.some(({ id }) => id === enrollment.enrollment_id))
      assert.isTrue(enrollments.every(({ kind }) =>
        kind === "enrollment"
      ))
      const invitations = yield* kinds("invitation")
      assert.isTrue(invitations.every(({ kind }) => kind === "invitation"))
      assert.include(invitations.map(({ id }) => id), invitation.invitation_id)
      assert.strictEqual((yield* due(shard, minute(9999), 1, { kind: "invitation" })).length, 1)
    }))

  it.effect("entries spread over all shards, are counted, and come earliest or latest first and no more than asked", () =>
    Effect.gen(function*() {
      const { count, due, furthest, open } = yield* Outbox
      const counts = Effect.forEach(shards, count)
      const before = yield* counts
      yield* Effect.forEach(
        Array.from({ length: 24 }, (_, n) => enrollmentOf(invitationOf(), 0, 1000 - n)),
        (yield* Enrollments).create,
        { concurrency: 8 }
      )
      const after = yield* eventually(counts, (now) => now.every((total, shard) => total === (before[shard] ?? 0) + 3))
      assert.deepStrictEqual(after, before.map((total) => total + 3))
      for (const shard of shards) {
        const times = (yield* due(shard, minute(9999), 1000)).map(({ due_at }) => due_at)
        assert.strictEqual(times.length, after[shard])
        assert.deepStrictEqual(times, times.toSorted())
        const earliest = yield* due(shard, minute(9999), 2)
        assert.deepStrictEqual(earliest.map(({ due_at }) => due_at), times.slice(0, 2))
        const latest = yield* furthest(shard, times[0] ?? "", 2)
        assert.deepStrictEqual(latest.map(({ due_at }) => due_at), times.toReversed().slice(0, 2))
        assert.deepStrictEqual(yield* furthest(shard, times.at(-1) ?? "", 2), [])
        assert.deepStrictEqual((yield* open(shard, 1000)).map(({ due_at }) => due_at), times)
        assert.deepStrictEqual(yield* open(shard, 2), earliest)
      }
    }))

  it.effect("what is written for much later stands apart, is no backlog, and comes back with its aggregate's next write", () =>
    Effect.gen(function*() {
      const { count, due, open, postpone } = yield* Outbox
      const { create, replace } = yield* Invitations
      const clock = DateTime.formatIso(yield* DateTime.now)
      const [inAnHour, tomorrow] = [later(clock, 3_600_000), later(clock, 86_400_000)]
      const mailAt = (invitation: Invitation, due_at: string): Invitation => ({
        ...invitation,
        events: {},
        mail: { attempts: 9, generation: 1, due_at },
        rev: invitation.rev + 1
      })
      const invitation = mailAt(invitationOf(), inAnHour)
      const id = invitation.invitation_id
      const shard = shardOf({ kind: "invitation", id })
      const found = (now: string, from: "soon" | "later") =>
        Effect.map(due(shard, now, 1000, { from }), (refs) => refs.filter((ref) => ref.id === id))
      const before = yield* count(shard)
      yield* create(invitation)
      const [entry] = yield* eventually(found(tomorrow, "later"), ({ length }) => length === 1)
      if (entry === undefined) return assert.fail("it is due in an hour")
      assert.deepStrictEqual(entry, { kind: "invitation", id, due_at: inAnHour })
      assert.deepStrictEqual(yield* found(clock, "later"), [])
      assert.deepStrictEqual(yield* found(tomorrow, "soon"), [])
      assert.strictEqual(yield* count(shard), before)
      const isOpen = Effect.map(open(shard, 1000), (refs) => refs.some((ref) => ref.id === id))
      assert.isFalse(yield* isOpen)
      yield* postpone(entry, later(clock, 60_000))
      const [soon] = yield* eventually(found(tomorrow, "soon"), ({ length }) => length === 1)
      assert.strictEqual(soon?.due_at, later(clock, 60_000))
      assert.isTrue(yield* isOpen)
      yield* eventually(found(tomorrow, "later"), ({ length }) => length === 0)
      const again = mailAt(invitation, later(clock, 7_200_000))
      yield* replace(invitation, again)
      yield* eventually(found(tomorrow, "later"), ({ length }) => length === 1)
      yield* eventually(found(tomorrow, "soon"), ({ length }) => length === 0)
      yield* replace(again, mailAt(again, clock))
      yield* eventually(found(clock, "soon"), ({ length }) => length === 1)
      assert.deepStrictEqual(yield* found(tomorrow, "later"), [])
    }))

  it.effect("events are kept once however often they come, in the order of their times, with their subject", () =>
    Effect.gen(function*() {
      const { append, list } = yield* Events
      const [enrollment, invitation] = [enrollmentOf(invitationOf(), 6), invitationOf()]
      const history = Object.values(enrollment.events)
      yield* append([])
      yield* append([...history.toReversed(), ...Object.values(invitation.events), ...history])
      yield* append(history)
      const sorted = history.toSorted((one, other) => one.at < other.at ? -1 : 1)
      assert.deepStrictEqual(yield* list(enrollment.enrollment_id), sorted)
      assert.deepStrictEqual(yield* list(invitation.invitation_id), Object.values(invitation.events))
      assert.deepStrictEqual(yield* list(invitationOf().invitation_id), [])
    }))

  it.effect("more events than one batch takes", () =>
    Effect.gen(function*() {
      const { append, list } = yield* Events
      const { invitation_id: subject } = invitationOf()
      const like = { actor: "system:relay", type: "invitation_resent", subject, details: {} }
      const events = Array.from({ length: 60 }, (_, n) => ({ ...like, id: `event-${n}`, at: minute(n) }))
      yield* append(events)
      assert.deepStrictEqual(yield* list(subject), events)
    }))
}
