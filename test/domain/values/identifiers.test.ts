import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  EnrollmentId,
  enrollmentIdOf,
  InvitationId,
  invitationId,
  invitationIdOf,
  isEnrollmentId,
  isInvitationId,
  keyOf,
  partsOfKey,
  StudentUniqueId,
  studentUniqueIdOf,
  suffixNumber,
  suffixOf
} from "../../../src/domain/values/identifiers.ts"
import { dayFrom, integer, suffixes } from "../../fixtures/arbitrary-values.ts"

describe("suffixes", () => {
  it.prop("are numbers below 2^40, there and back", [integer(0, 2 ** 40 - 1), suffixes], ([number, suffix]) => {
    assert.strictEqual(suffixNumber(suffixOf(number)), number)
    assert.match(suffixOf(number), /^[0-9A-HJKMNP-TV-Z]{8}$/)
    assert.strictEqual(suffixOf(suffixNumber(suffix)), suffix)
  }, { arbitrary: { runs: 300 } })

  it("are ordered as their numbers are", () => {
    assert.deepStrictEqual([0, 1, 31, 32, 2 ** 40 - 1].map(suffixOf), [
      "00000000",
      "00000001",
      "0000000Z",
      "00000010",
      "ZZZZZZZZ"
    ])
  })
})

describe("ids", () => {
  it("are one key under three names", () => {
    const id = invitationId("2024-12-08", "ABC12345")
    assert.strictEqual(id, "TSA-INV-20241208-ABC12345")
    assert.strictEqual(keyOf(id), "20241208-ABC12345")
    assert.deepStrictEqual(partsOfKey(keyOf(id)), { day: "2024-12-08", suffix: "ABC12345" })
    assert.strictEqual(enrollmentIdOf(id), "TSA-ENROLL-20241208-ABC12345")
    assert.strictEqual(studentUniqueIdOf(enrollmentIdOf(id)), "TSA-STU-20241208-ABC12345")
  })

  it.prop(
    "are well formed, and lead back to where they came from",
    [dayFrom("2020-01-01", 8000), suffixes],
    ([day, suffix]) => {
      const invitation = invitationId(day, suffix)
      const enrollment = enrollmentIdOf(invitation)
      const student = studentUniqueIdOf(enrollment)
      assert.isTrue(Schema.is(InvitationId)(invitation) && isInvitationId(invitation))
      assert.isTrue(Schema.is(EnrollmentId)(enrollment) && isEnrollmentId(enrollment))
      assert.isTrue(Schema.is(StudentUniqueId)(student))
      assert.isFalse(isInvitationId(enrollment) || isEnrollmentId(student))
      assert.strictEqual(invitationIdOf(enrollment), invitation)
      assert.deepStrictEqual(partsOfKey(keyOf(student)), { day, suffix })
      assert.isAtMost(student.length, 32)
      assert.isAtMost(enrollment.length, 40)
    }
  )

  it.each([
    "TSA-INV-20241208-ABC1234",
    "TSA-INV-20241208-ABC123456",
    "TSA-INV-20241208-ABCI2345",
    "TSA-INV-20241208-ABCL2345",
    "TSA-INV-20241208-ABCO2345",
    "TSA-INV-20241208-ABCU2345",
    "TSA-INV-20241208-abc12345",
    "TSA-INV-2024128-ABC12345",
    " TSA-INV-20241208-ABC12345",
    "TSA-INV-20241208-ABC12345\n",
    "20241208-ABC12345",
    ""
  ])("%j is none", (text) => assert.isFalse(isInvitationId(text)))

  it("cannot be made of anything else", () => assert.throws(() => invitationId("2024-12-08", "ILLEGAL1")))
})
