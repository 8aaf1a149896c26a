import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Logger, Schema } from "effect"
import { enrollmentItem } from "../../../src/adapters/dynamodb/items/enrollment.ts"
import { invitationItem } from "../../../src/adapters/dynamodb/items/invitation.ts"
import { readable } from "../../../src/adapters/dynamodb/readable.ts"
import { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { minute, walkedTo } from "../../fixtures/enrollment-walk.ts"
import * as fixtures from "../../fixtures/enrollments.ts"

const enrollmentOf = Schema.decodeUnknownEffect(Enrollment)
const invitationOf = Schema.decodeUnknownEffect(Invitation)

const invitation = invitationItem(fixtures.invitationOf(), minute(60))
const enrollment = enrollmentItem(walkedTo(4), "hash", minute(60))
const secret = "Sentinel"

/** Each item is damaged where somebody's data are, in every way that a schema can refuse. */
const invitations = [
  { ...invitation, parent_email: { [secret]: secret } },
  { ...invitation, parent_email: [secret] },
  { ...invitation, invited: { student_first_name: [secret] } },
  { ...invitation, invited: secret },
  { ...invitation, expires_at: [secret] },
  { ...invitation, state: secret },
  { ...invitation, version: secret }
]
const enrollments = [
  { ...enrollment, guardians: secret },
  { ...enrollment, events: { one: { details: { step: [secret] } } } },
  { ...enrollment, closure: { status: secret } },
  { ...enrollment, enrollment_id: secret }
]

describe("an item that does not decode", () => {
  const lines: Array<string> = []
  const heard = Logger.layer([Logger.map(Logger.formatJson, (line) => {
    lines.push(line)
  })])

  it.effect("is named in the log by its key, and by where it is wrong, never by what stands there", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* readable(invitations, invitationOf), [])
      assert.deepStrictEqual(yield* readable(enrollments, enrollmentOf), [])
      assert.lengthOf(lines, invitations.length + enrollments.length)
      assert.deepStrictEqual(lines.filter((line) => line.includes(secret)), [])
      assert.include(lines[0] ?? "", "parent_email")
      assert.include(lines[0] ?? "", String(invitation["pk"]))
    }).pipe(Effect.provide(heard)))

  it.effect("is a defect where it was asked for, which quotes nothing either", () =>
    Effect.forEach(invitations, (item) =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(Effect.orDie(invitationOf(item)))
        const said = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : assert.fail("it is readable")
        assert.include(said, "at [")
        assert.notInclude(said, secret)
      })))
})
