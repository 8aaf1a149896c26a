import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { PortalUrl } from "../../../src/domain/invitation/invitation-token.ts"
import { invitationMail } from "../../../src/domain/invitation/mail.ts"
import { resendInvitation } from "../../../src/domain/invitation/transitions.ts"
import * as Seals from "../../fixtures/seals.ts"
import { invited, occasion } from "../enrollment-walk.ts"

const invitation = { ...invited(), invited: { student_first_name: "Ada", message: "See you soon!" } }
const place = Layer.merge(Seals.layer, Layer.succeed(PortalUrl, "https://portal.example.test"))

describe("the mail of an invitation", () => {
  it.effect("says who invites whom, until when, and holds the link", () =>
    Effect.gen(function*() {
      const { mail_id, sender_name, subject, text, to } = yield* invitationMail(invitation)
      assert.strictEqual(to, invitation.parent_email)
      assert.strictEqual(sender_name, invitation.school_name)
      assert.strictEqual(subject, `Your invitation to ${invitation.school_name}`)
      assert.match(mail_id, /^[A-Za-z0-9-]+$/)
      const words = Redacted.value(text)
      for (const part of [invitation.coach_name, invitation.school_name, "Ada", "See you soon!", "2024-12-22"]) {
        assert.include(words, part)
      }
      assert.match(words, /https:\/\/portal\.example\.test\/parent\/invitation#token=20241208-ABC12345\.1\.\S{43}\r\n/)
    }).pipe(Effect.provide(place)))

  it.effect("is the same again, and another one when the invitation is sent again", () =>
    Effect.gen(function*() {
      const first = yield* invitationMail(invitation)
      assert.deepStrictEqual(yield* invitationMail(invitation), first)
      const again = yield* invitationMail(resendInvitation(invitation, occasion(5)))
      assert.notStrictEqual(again.mail_id, first.mail_id)
      assert.notStrictEqual(Redacted.value(again.text), Redacted.value(first.text))
    }).pipe(Effect.provide(place)))
})
