import { assert, describe, it } from "@effect/vitest"
import { enrollmentItem } from "../../../src/adapters/dynamodb/items/enrollment.ts"
import { invitationItem } from "../../../src/adapters/dynamodb/items/invitation.ts"
import * as keys from "../../../src/adapters/dynamodb/keys.ts"
import { enrollmentDueAt } from "../../../src/domain/enrollment/due-at.ts"
import { EnrollmentId, InvitationId, suffixOf } from "../../../src/domain/values/identifiers.ts"
import { invited, minute, walkedTo } from "../../fixtures/enrollment-walk.ts"

const enrollment = walkedTo(4)
const invitation = invited()

const keysOf = (item: object) => Object.fromEntries(Object.entries(item).filter(([name]) => /(^|_)[ps]k$/.test(name)))

describe("keys", () => {
  it("of an enrollment and its indexes hold a keyed hash, never an address", () => {
    assert.deepStrictEqual(keysOf(enrollmentItem(enrollment, "hash", minute(60))), {
      pk: "ENR#20241208-ABC12345",
      sk: "HEAD",
      by_owner_pk: "PARENT#hash",
      by_owner_sk: `${minute(1)}#TSA-ENROLL-20241208-ABC12345`,
      by_school_pk: "SCHOOL#1#ENR",
      by_school_sk: `${minute(1)}#TSA-ENROLL-20241208-ABC12345`,
      due_pk: "due#5",
      due_sk: enrollmentDueAt(enrollment)
    })
  })

  it("of an invitation", () => {
    assert.deepStrictEqual(keysOf(invitationItem(invitation, minute(60))), {
      pk: "INV#20241208-ABC12345",
      sk: "HEAD",
      by_owner_pk: "COACH#c-17",
      by_owner_sk: `${minute(0)}#TSA-INV-20241208-ABC12345`,
      by_school_pk: "SCHOOL#1#INV",
      by_school_sk: `${minute(0)}#TSA-INV-20241208-ABC12345`,
      due_pk: "due#5",
      due_sk: minute(0)
    })
  })

  it("of an event stand beside its subject", () => {
    const [begun] = Object.values(enrollment.events)
    const [sent] = Object.values(invitation.events)
    assert.deepStrictEqual([begun, sent].map((event) => event && keys.eventKey(event)), [
      { pk: "ENR#20241208-ABC12345", sk: `EVENT#${minute(1)}#event-1` },
      { pk: "INV#20241208-ABC12345", sk: `EVENT#${minute(0)}#event-0` }
    ])
  })

  it.prop("of an outbox entry lead back to it; without one there are none", [EnrollmentId, InvitationId], (ids) => {
    for (const id of ids) {
      const ref = { kind: id.startsWith("TSA-ENROLL-") ? "enrollment" : "invitation", id } as const
      assert.deepStrictEqual(keys.dueKeys(ref, undefined, minute(0)), { due_pk: undefined, due_sk: undefined })
      const key = keys.keyOfEntry(ref)
      assert.deepStrictEqual(keys.aggregateOf(key), ref)
      assert.isUndefined(keys.aggregateOf({ ...key, sk: "PART#DOC#K7Q2M9XA" }), "parts are no aggregates")
      assert.strictEqual(keys.idOfListKey(keys.listKey(minute(1), id)), id)
    }
  })

  it("of outbox entries spread over eight shards", () => {
    const shards = Array.from(
      { length: 80 },
      (_, n) =>
        keys.dueKeys(
          { kind: "invitation", id: InvitationId.make(`TSA-INV-20241208-${suffixOf(n)}`) },
          minute(1),
          minute(1)
        ).due_pk
    )
    assert.deepStrictEqual(new Set(shards).size, 8)
  })
})
