import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as SchoolsAdapter from "../../../src/adapters/memory/schools.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import { PortalUrl } from "../../../src/domain/invitation/invitation-token.ts"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { invitationMail } from "../../../src/domain/invitation/mail.ts"
import { resendInvitation } from "../../../src/domain/invitation/transitions.ts"
import { defaultPolicy } from "../../../src/domain/school/enrollment-policy.ts"
import { Schools } from "../../../src/domain/school/schools.port.ts"
import { austin, context, invited } from "../../fixtures/enrollment-walk.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"

const invitation = { ...invited(), invited: { student_first_name: "Ada", message: "See you soon!" } }
const place = Layer.mergeAll(
  KeyedHash.layer,
  Layer.succeed(PortalUrl, "https://portal.example.test"),
  SchoolsAdapter.layer
)
  .pipe(Layer.provide(World.layer))

const wordsOf = (of: Partial<Invitation>, time_zone = "America/Chicago") =>
  Effect.gen(function*() {
    yield* (yield* Schools).add({ ...austin, policy: defaultPolicy(time_zone) })
    return Redacted.value((yield* invitationMail({ ...invitation, ...of })).text)
  }).pipe(Effect.provide(place))

describe("the mail of an invitation", () => {
  it.effect("says who invites whom, and holds the link", () =>
    Effect.gen(function*() {
      const { mail_id, sender_name, subject, text, to } = yield* invitationMail(invitation)
      assert.strictEqual(to, invitation.parent_email)
      assert.strictEqual(sender_name, invitation.school_name)
      assert.strictEqual(subject, `Your invitation to ${invitation.school_name}`)
      assert.match(mail_id, /^[A-Za-z0-9-]+$/)
      const words = Redacted.value(text)
      for (const part of [invitation.coach_name, invitation.school_name, "Ada", "See you soon!"]) {
        assert.include(words, part)
      }
      assert.match(words, /https:\/\/portal\.example\.test\/parent\/invitation#token=20241208-ABC12345\.1\.\S{43}\r\n/)
    }).pipe(Effect.provide(place)))

  it.effect("is the same again, and another one when the invitation is sent again", () =>
    Effect.gen(function*() {
      const first = yield* invitationMail(invitation)
      assert.deepStrictEqual(yield* invitationMail(invitation), first)
      const again = yield* invitationMail(resendInvitation(invitation, context(5)))
      assert.notStrictEqual(again.mail_id, first.mail_id)
      assert.notStrictEqual(Redacted.value(again.text), Redacted.value(first.text))
    }).pipe(Effect.provide(place)))
})

describe("until when the link works", () => {
  it.effect.each(
    [
      [
        "of a Texas evening, which is the next day in Greenwich",
        "2026-12-15T01:30:00.000Z",
        "America/Chicago",
        "Monday, December 14, 2026, 7:30 PM CST"
      ],
      ["in summer", "2026-07-01T05:00:00.000Z", "America/Chicago", "Wednesday, July 1, 2026, 12:00 AM CDT"],
      ["in the west of Texas", "2026-12-15T06:30:00.000Z", "America/Denver", "Monday, December 14, 2026, 11:30 PM MST"],
      ["of a school abroad", "2026-12-14T12:00:00.000Z", "Asia/Tokyo", "Monday, December 14, 2026, 9:00 PM GMT+9"]
    ] as const
  )("is told in the school's words: %s", ([, expires_at, zone, words]) =>
    Effect.gen(function*() {
      assert.include(yield* wordsOf({ expires_at }, zone), `The link works until ${words}. It is meant for you alone.`)
    }))

  it.effect("is told in Greenwich's where the school is gone", () =>
    Effect.gen(function*() {
      const words = yield* wordsOf({ school_id: 99, expires_at: "2026-12-15T01:30:00.000Z" })
      assert.include(words, "until Tuesday, December 15, 2026, 1:30 AM UTC.")
    }))
})

describe("what a coach says in it", () => {
  it.effect("is shown as the coach's words", () =>
    Effect.gen(function*() {
      assert.include(yield* wordsOf({}), "Coach Kim writes:\r\nSee you soon!\r\n")
    }))

  it.effect("is left out where it holds a link, as it might before links were refused", () =>
    Effect.gen(function*() {
      const words = yield* wordsOf({
        invited: { student_first_name: "Ada evil.test", message: "Sign in at https://evil.test/login" }
      })
      assert.notInclude(words, "evil")
      assert.include(words, "invites you to enroll your child.")
      assert.deepStrictEqual(words.match(/https?:[^\s#]+/g), ["https://portal.example.test/parent/invitation"])
    }))
})
