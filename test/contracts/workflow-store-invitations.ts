import { assert } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { withdraw } from "../../src/domain/enrollment/transitions.ts"
import { expiryAfter, type Invitation } from "../../src/domain/invitation/invitation.ts"
import {
  type BegunEnrollment,
  type InvitationClaim,
  Invitations
} from "../../src/domain/invitation/invitations.port.ts"
import {
  changeInvitation,
  mailSent,
  resendInvitation,
  revokeInvitation
} from "../../src/domain/invitation/transitions.ts"
import { completed, context, minute } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, fresh, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

const stored = Effect.fnUntraced(function*(invitation: Invitation) {
  return Option.getOrThrow(yield* (yield* Invitations).get(invitation.invitation_id))
})

const claimFor = ({ invitation_id }: Invitation, expires_at?: string): InvitationClaim => ({
  invitation_id,
  claimed_at: minute(0),
  ...(expires_at !== undefined && { expires_at })
})

export const invitationCases: Cases = (it) => {
  it.effect("an invitation is read as it was created; its id is taken once", () =>
    Effect.gen(function*() {
      const { create, get } = yield* Invitations
      const invitation = invitationOf()
      assert.isTrue(Option.isNone(yield* get(invitation.invitation_id)))
      assert.isTrue(yield* create(invitation))
      assert.isFalse(yield* create(resendInvitation(invitation, context(1))))
      assert.deepStrictEqual(yield* stored(invitation), invitation)
    }))

  it.effect("a change is stored as it is, and one decided on an older version or rev is stale", () =>
    Effect.gen(function*() {
      const { create, replace } = yield* Invitations
      const first = invitationOf()
      yield* create(first)
      const sent = mailSent(first, 1, minute(1))
      yield* replace(first, sent)
      assert.deepStrictEqual(yield* stored(first), sent)
      const words = changeInvitation(first, { message: "Welcome" }, context(2))
      assert.strictEqual((yield* Effect.flip(replace(first, words)))._tag, "StaleVersion")
      const revoked = revokeInvitation(sent, context(3))
      yield* replace(sent, revoked)
      const late = changeInvitation(sent, { message: "Hi" }, context(4))
      assert.strictEqual((yield* Effect.flip(replace(sent, late)))._tag, "StaleVersion")
      assert.deepStrictEqual(yield* stored(first), revoked)
    }))

  it.effect("nothing replaces an invitation that is not there", () =>
    Effect.gen(function*() {
      const { get, replace } = yield* Invitations
      const invitation = invitationOf()
      const failure = yield* Effect.flip(replace(invitation, revokeInvitation(invitation, context(1))))
      assert.strictEqual(failure._tag, "StaleVersion")
      assert.isTrue(Option.isNone(yield* get(invitation.invitation_id)))
    }))

  it.effect("a claim is taken when free, kept while it is held, and taken over when it has expired", () =>
    Effect.gen(function*() {
      const { claim } = yield* Invitations
      const key = `hash-${fresh()}`
      const [one, other] = [claimFor(invitationOf(), minute(10)), claimFor(invitationOf(), minute(90))]
      assert.deepStrictEqual(yield* claim(key, one, minute(0)), one)
      assert.deepStrictEqual(yield* claim(key, other, minute(9)), one)
      assert.deepStrictEqual(yield* claim(key, other, minute(10)), other)
      assert.deepStrictEqual(yield* claim(key, one, minute(11)), other)
    }))

  it.effect("a claim without an end is kept for ever, but given over to who names its holder", () =>
    Effect.gen(function*() {
      const { claim } = yield* Invitations
      const key = `hash-${fresh()}`
      const [one, other] = [claimFor(invitationOf()), claimFor(invitationOf(), expiryAfter(minute(0)))]
      yield* claim(key, one, minute(0))
      assert.deepStrictEqual(yield* claim(key, other, expiryAfter(minute(1))), one)
      assert.deepStrictEqual(yield* claim(key, other, minute(1), invitationOf().invitation_id), one)
      assert.deepStrictEqual(yield* claim(key, other, minute(1), one.invitation_id), other)
      assert.deepStrictEqual(yield* claim(key, claimFor(invitationOf()), minute(2)), other)
    }))

  it.effect("a claim is not given over to who names it as it was before it was renewed", () =>
    Effect.gen(function*() {
      const { claim } = yield* Invitations
      const key = `hash-${fresh()}`
      const [one, other] = [claimFor(invitationOf()), claimFor(invitationOf())]
      const renewed = { ...one, claimed_at: minute(1) }
      yield* claim(key, one, minute(0))
      assert.deepStrictEqual(yield* claim(key, renewed, minute(1), one), renewed)
      assert.deepStrictEqual(yield* claim(key, other, minute(2), one), renewed)
      assert.deepStrictEqual(yield* claim(key, other, minute(2), renewed), other)
    }))

  it.effect("only its holder lets a claim go", () =>
    Effect.gen(function*() {
      const { claim, release } = yield* Invitations
      const key = `hash-${fresh()}`
      const [one, other] = [claimFor(invitationOf()), claimFor(invitationOf())]
      yield* release(key, one.invitation_id)
      yield* claim(key, one, minute(0))
      yield* release(key, other.invitation_id)
      assert.deepStrictEqual(yield* claim(key, other, minute(1)), one)
      yield* release(key, one.invitation_id)
      assert.deepStrictEqual(yield* claim(key, other, minute(2)), other)
    }))

  it.effect("who holds a claim is told, also when it has expired, and nobody where it was let go", () =>
    Effect.gen(function*() {
      const { claim, holder, release } = yield* Invitations
      const key = `hash-${fresh()}`
      const [one, other] = [claimFor(invitationOf(), minute(10)), claimFor(invitationOf())]
      assert.isTrue(Option.isNone(yield* holder(key)))
      yield* claim(key, one, minute(0))
      assert.deepStrictEqual(yield* holder(key), Option.some(one))
      yield* claim(key, other, minute(20))
      assert.deepStrictEqual(yield* holder(key), Option.some(other))
      yield* release(key, other.invitation_id)
      assert.isTrue(Option.isNone(yield* holder(key)))
    }))

  it.effect("the enrollment that was begun with an invitation is told as it stands", () =>
    Effect.gen(function*() {
      const { begun } = yield* Invitations
      const { accept, create } = yield* Enrollments
      const invitation = invitationOf()
      const id = invitation.invitation_id
      assert.isTrue(Option.isNone(yield* begun(id)))
      const first = yield* create(enrollmentOf(invitation, 3))
      assert.deepStrictEqual(yield* begun(id), Option.some<BegunEnrollment>({ standing: "open", blocked: [] }))
      const named = completed(first, 4)
      yield* accept(first, named)
      const child = { student_first_name: "Ada", student_last_name: "Lovelace" }
      assert.deepStrictEqual(yield* begun(id), Option.some<BegunEnrollment>({ standing: "open", child, blocked: [] }))
      yield* accept(named, Result.getOrThrow(withdraw(named, "moved away", context(50))))
      assert.deepStrictEqual(yield* begun(id), Option.some<BegunEnrollment>({ standing: "closed", child, blocked: [] }))
    }))

  it.effect("of 20 concurrent claims one wins, and all answer it: free, expired, or taken over", () =>
    Effect.gen(function*() {
      const { claim } = yield* Invitations
      const held = claimFor(invitationOf(), minute(1))
      for (const before of ["free", "expired", "over"] as const) {
        const key = `hash-${fresh()}`
        if (before !== "free") yield* claim(key, held, minute(0))
        const claims = Array.from({ length: 20 }, () => claimFor(invitationOf()))
        const [now, over] = before === "over" ? [minute(0), held.invitation_id] : [minute(2), undefined]
        const answers = yield* Effect.forEach(claims, (mine) => claim(key, mine, now, over), {
          concurrency: "unbounded"
        })
        assert.deepStrictEqual(new Set(answers.map(({ invitation_id }) => invitation_id)).size, 1)
        assert.deepStrictEqual(yield* claim(key, held, minute(3)), answers[0])
      }
    }))

  it.effect("several at once: each once, unknown ones left out", () =>
    Effect.gen(function*() {
      const { create, getMany } = yield* Invitations
      const [one, other, unknown] = [invitationOf(), invitationOf(), invitationOf()]
      yield* Effect.forEach([one, other], create)
      const found = yield* getMany([one, unknown, other, one].map(({ invitation_id }) => invitation_id))
      assert.sameDeepMembers([...found], [one, other])
      assert.deepStrictEqual(yield* getMany([]), [])
    }))
}
