import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import {
  claimText,
  expiryAfter,
  Invitation,
  invitationStatus,
  isActive
} from "../../../src/domain/invitation/invitation.ts"
import {
  acceptInvitation,
  changeInvitation,
  mailDeferred,
  mailSent,
  resendInvitation,
  revokeInvitation
} from "../../../src/domain/invitation/transitions.ts"
import { enrollmentIdOf } from "../../../src/domain/values/identifiers.ts"
import { context, invited, minute, start } from "../../fixtures/enrollment-walk.ts"

const invitation = invited()
const sent = mailSent(invitation, 1, minute(1))
const [beforeExpiry, atExpiry] = ["2024-12-22T15:59:59.999Z", "2024-12-22T16:00:00.000Z"]

describe("an invitation", () => {
  it("is made with its mail due at once, lives 14 days, and is what its schema says", () => {
    assert.deepInclude(invitation, { version: 1, rev: 0, state: "open", generation: 1, expires_at: atExpiry })
    assert.deepStrictEqual(invitation.mail, { generation: 1, due_at: start, attempts: 0 })
    assert.deepStrictEqual(Object.values(invitation.events).map(({ subject, type }) => [type, subject]), [
      ["invitation_created", "TSA-INV-20241208-ABC12345"]
    ])
    assert.deepStrictEqual(
      Schema.decodeUnknownResult(Invitation)(JSON.parse(JSON.stringify(invitation))),
      Result.succeed(invitation)
    )
  })

  it("lives 14 times 24 hours, also over a change of the clocks", () =>
    assert.strictEqual(expiryAfter("2025-03-01T16:00:00.000Z"), "2025-03-15T16:00:00.000Z"))

  it("is pending, sent, accepted or revoked, and expires on read", () => {
    const accepted = acceptInvitation(sent, enrollmentIdOf(sent.invitation_id), context(2))
    const revoked = revokeInvitation(sent, context(2))
    assert.deepStrictEqual(
      [invitation, sent, accepted, revoked].map((
        each
      ) => [invitationStatus(each, beforeExpiry), invitationStatus(each, atExpiry)]),
      [["pending", "expired"], ["sent", "expired"], ["accepted", "accepted"], ["revoked", "revoked"]]
    )
    assert.deepStrictEqual(
      [invitation, sent, accepted, revoked].map((each) => [isActive(each, beforeExpiry), isActive(each, atExpiry)]),
      [[true, false], [true, false], [true, false], [false, false]]
    )
  })
})

describe("changes", () => {
  it("other words raise the version and are noted; the same again, in any order, change nothing", () => {
    const changed = changeInvitation(invitation, { student_last_name: "Lovelace" }, context(2))
    assert.strictEqual(changed.version, 2)
    assert.strictEqual(changed.updated_at, minute(2))
    assert.deepStrictEqual(changed.invited, { ...invitation.invited, student_last_name: "Lovelace" })
    assert.strictEqual(changed.events["event-2"]?.type, "invitation_changed")
    assert.strictEqual(
      changeInvitation(changed, { student_last_name: "Lovelace", student_first_name: "Ada" }, context(3)),
      changed
    )
  })

  it("revoking drops the mail; a second time changes nothing", () => {
    const revoked = revokeInvitation(invitation, context(2))
    assert.isUndefined(revoked.mail)
    assert.deepInclude(revoked, { state: "revoked", revoked_at: minute(2), version: 2 })
    assert.strictEqual(revokeInvitation(revoked, context(3)), revoked)
  })

  it("accepting names the enrollment; a second time changes nothing", () => {
    const accepted = acceptInvitation(sent, enrollmentIdOf(sent.invitation_id), context(2))
    assert.deepInclude(accepted, {
      state: "accepted",
      accepted_at: minute(2),
      enrollment_id: "TSA-ENROLL-20241208-ABC12345",
      version: 2
    })
    assert.strictEqual(acceptInvitation(accepted, enrollmentIdOf(sent.invitation_id), context(3)), accepted)
  })

  it("sending again makes a new generation, with a mail due and 14 days more", () => {
    const again = resendInvitation(sent, context(60))
    assert.deepInclude(again, { generation: 2, version: 2, expires_at: expiryAfter(minute(60)) })
    assert.deepStrictEqual(again.mail, { generation: 2, due_at: minute(60), attempts: 0 })
  })
})

describe("mail", () => {
  it("handed over: the outbox entry is gone, only rev rises", () => {
    const { mail: _, ...rest } = invitation
    assert.deepStrictEqual(sent, { ...rest, sent_at: minute(1), rev: 1 })
  })

  it("of an older generation, or a second time, changes nothing", () => {
    const again = resendInvitation(sent, context(60))
    assert.strictEqual(mailSent(again, 1, minute(61)), again)
    assert.strictEqual(mailSent(sent, 1, minute(61)), sent)
  })

  it("not handed over: due later, only rev rises", () => {
    assert.deepStrictEqual(mailDeferred(invitation, minute(5)), {
      ...invitation,
      mail: { generation: 1, due_at: minute(5), attempts: 1 },
      rev: 1
    })
    assert.strictEqual(mailDeferred(sent, minute(5)), sent)
  })
})

describe("claimText", () => {
  const text = (change: object) => claimText({ ...invitation, invited: { ...invitation.invited, ...change } })

  it("is the same for the same school, family and child, however the name is written and whatever else is said", () =>
    assert.strictEqual(text({ student_first_name: "ADA", grade_level: "Sixth grade", message: "Hello" }), text({})))

  it("differs with school, family and child, and cannot be confused by what a name holds", () => {
    const texts = [
      text({}),
      text({ student_first_name: "Bea" }),
      text({ student_last_name: "Lovelace" }),
      text({ student_first_name: 'a","b' }),
      text({ student_first_name: "a", student_last_name: "b" }),
      claimText({ ...invitation, school_id: 2 }),
      claimText({ ...invitation, parent_email: "bob@example.test" })
    ]
    assert.lengthOf(new Set(texts), texts.length)
  })
})
