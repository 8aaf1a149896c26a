import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { Person } from "../../../src/domain/people/person.ts"
import { invitationOf } from "../../fixtures/enrollments.ts"

describe("what was stored before", () => {
  it("is read as it stands, although nobody could enter it today", () => {
    const invitation = {
      ...invitationOf(),
      parent_email: "name\u200B@-example.test",
      invited: { student_first_name: "A\u00ADda", message: "a\u202Eb" }
    }
    assert.deepStrictEqual(Schema.decodeUnknownResult(Invitation)(invitation), Result.succeed(invitation as never))
    const person = { id: "p-1", address: "x@münchen.example", name: "", grants: [], epoch: 1 }
    assert.deepStrictEqual(Schema.decodeUnknownResult(Person)(person), Result.succeed(person as never))
  })
})
