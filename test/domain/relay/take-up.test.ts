import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { claimed, deferred } from "../../../src/domain/enrollment/provisioning.ts"
import { takeUpPutOff } from "../../../src/domain/relay/take-up.ts"
import { askedLink } from "../../../src/domain/sign-in/link.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { at, provisioningOf, relayWorld, stored, storedInvitation, sweep } from "../../fixtures/relay-world.ts"

const now = minute(60)
const ahead = (ms: number) => later(now, ms)

/** Returns an enrollment whose records are due, as written by a process whose clock showed this. */
const writtenAt = (clock: string, change = claimed): Enrollment => {
  const enrollment = enrollmentOf(undefined, 4)
  return { ...enrollment, events: {}, provisioning: change(enrollment.provisioning, clock) }
}

const afterLooking = (enrollment: Enrollment) =>
  Effect.gen(function*() {
    yield* at(60)
    yield* stored(enrollment)
    yield* sweep()
    assert.strictEqual((yield* provisioningOf(enrollment)).state, "pending", "no sweep finds it")
    yield* takeUpPutOff()
    return (yield* provisioningOf(enrollment)).state
  }).pipe(Effect.provide(relayWorld()))

describe("a try that stands far ahead", () => {
  it.effect.each([["five minutes", 300_000], ["a day", 86_400_000]] as const)(
    "is made now where a clock was %s ahead",
    ([, skew]) =>
      Effect.gen(function*() {
        assert.strictEqual(yield* afterLooking(writtenAt(ahead(skew))), "applied")
      })
  )

  it.effect("is made now where the clock of one that failed once was ahead", () =>
    Effect.gen(function*() {
      const failed = writtenAt(ahead(300_000), (before, clock) => deferred(before, later(clock, 1000), clock))
      assert.strictEqual(yield* afterLooking(failed), "applied")
    }))

  it.effect("waits for its time where the clock was right: a lease, one a little ahead, a backoff", () =>
    Effect.gen(function*() {
      const backedOff = writtenAt(now, (before) => deferred({ ...before, attempts: 9 }, ahead(500_000), now))
      for (const enrollment of [writtenAt(now), writtenAt(ahead(4000)), backedOff]) {
        assert.strictEqual(yield* afterLooking(enrollment), "pending")
      }
    }))
})

const tomorrow = ahead(86_400_000)

describe("what else a process wrote whose clock was a day ahead", () => {
  it.effect("claims the child now", () =>
    Effect.gen(function*() {
      yield* at(60)
      const { enrollment_id, ...rest } = yield* stored({ ...enrollmentOf(undefined, 4), child_claim_due_at: tomorrow })
      yield* sweep()
      yield* takeUpPutOff()
      const { claims, enrollments } = yield* World.World
      assert.isUndefined(enrollments.get(enrollment_id)?.child_claim_due_at)
      assert.include([...claims.values()].map((each) => each.invitation_id), rest.invitation_id)
    }).pipe(Effect.provide(relayWorld())))

  it.effect("mails the invitation now", () =>
    Effect.gen(function*() {
      yield* at(60)
      const { invitation_id } = yield* storedInvitation(60 + 24 * 60)
      yield* sweep()
      const { invitations, mailbox } = yield* World.World
      assert.isDefined(invitations.get(invitation_id)?.mail)
      yield* takeUpPutOff()
      assert.isUndefined(invitations.get(invitation_id)?.mail)
      assert.lengthOf(mailbox, 1)
    }).pipe(Effect.provide(relayWorld())))

  it.effect("mails the sign-in link now", () =>
    Effect.gen(function*() {
      yield* at(60)
      const { links } = yield* World.World
      const asked = { key: "k-1", link_id: "l-1", address: "family@example.test" }
      links.set("k-1", askedLink(asked, tomorrow))
      yield* sweep()
      assert.isDefined(links.get("k-1")?.mail)
      yield* takeUpPutOff()
      assert.isUndefined(links.get("k-1")?.mail)
    }).pipe(Effect.provide(relayWorld())))
})
