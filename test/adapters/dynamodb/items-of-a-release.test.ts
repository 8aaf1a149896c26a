import { assert, describe, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { anyway } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { Events } from "../../../src/domain/history/events.port.ts"
import { claimKey } from "../../../src/domain/invitation/claim-keys.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { invitingSchools } from "../../../src/domain/invitation/invited-address.ts"
import { Outbox, outboxShards } from "../../../src/domain/outbox/outbox.port.ts"
import { People } from "../../../src/domain/people/people.port.ts"
import { Schools } from "../../../src/domain/school/schools.port.ts"
import { KeyedHash as KeyedHashPort } from "../../../src/domain/secrets/keyed-hash.port.ts"
import { SignInLinks } from "../../../src/domain/sign-in/links.port.ts"
import { linkKey } from "../../../src/domain/sign-in/secret.ts"
import { EnrollmentId, InvitationId } from "../../../src/domain/values/identifiers.ts"
import items from "../../fixtures/earlier-items.json" with { type: "json" }
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

const enrollment_id = EnrollmentId.make("TSA-ENROLL-20261201-77QZGKC6")
const invitation_id = InvitationId.make("TSA-INV-20261201-77QZGKC6")
const ann = "ann@example.test"

/** Everything that the main job left in the table under the release before the rooms were redrawn, with these tests' key. */
const store = Layer.effectDiscard(Effect.gen(function*() {
  const dynamo = yield* Dynamo
  for (const item of items) yield* dynamo.put(item, anyway)
})).pipe(
  Layer.provideMerge(WorkflowStore.layer(new Map())),
  Layer.provideMerge(Layer.merge(dynamoOn(startDynoxide), KeyedHash.layer))
)

describe("keys and items of the release before are found again", () => {
  layer(store, { timeout: "2 minutes" })((it) => {
    it.effect("an enrollment: by id, by its family, by its school, and its history", () =>
      Effect.gen(function*() {
        const { get, listByFamily, listBySchool } = yield* Enrollments
        const found = Option.getOrThrow(yield* get(enrollment_id))
        assert.deepInclude(found, { invitation_id, parent_email: ann, school_id: 1 })
        const page = { limit: 10, after: undefined }
        assert.deepStrictEqual((yield* listByFamily(ann, page)).items, [found])
        const listed = (yield* listBySchool(1, {}, page)).items
        assert.deepStrictEqual(listed.map((each) => each.enrollment_id), [enrollment_id])
        assert.lengthOf(yield* (yield* Events).list(enrollment_id), 3)
      }))

    it.effect("an invitation, the claim on its child, and who was invited", () =>
      Effect.gen(function*() {
        const { get, holder } = yield* Invitations
        const invitation = Option.getOrThrow(yield* get(invitation_id))
        assert.strictEqual(Option.getOrThrow(yield* holder(yield* claimKey(invitation))).invitation_id, invitation_id)
        assert.deepStrictEqual(yield* invitingSchools(ann, invitation.created_at), [1])
        assert.lengthOf(yield* (yield* Events).list(invitation_id), 2)
      }))

    it.effect("people by their addresses, a school, a sign-in link", () =>
      Effect.gen(function*() {
        const { findByAddress } = yield* People
        for (const id of ["ann", "bob", "coach", "other-coach", "registrar"]) {
          const person = Option.getOrThrow(yield* findByAddress(`${id}@example.test`))
          assert.strictEqual(person.id, `${id}-1`)
        }
        assert.isTrue(Option.isSome(yield* (yield* Schools).get(1)))
        const signedIn = items.find(({ pk }) => pk.startsWith("SIGNIN#"))?.address ?? ""
        assert.isTrue(Option.isSome(yield* (yield* SignInLinks).get(yield* linkKey(signedIn))))
      }))

    it.effect("what is due", () =>
      Effect.gen(function*() {
        const { due } = yield* Outbox
        const shards = Array.from({ length: outboxShards }, (_, shard) => shard)
        const found = (yield* Effect.forEach(shards, (shard) => due(shard, "2099", 100))).flat()
        const written = items.filter((item) => "due_pk" in item)
        assert.isAbove(written.length, 0)
        assert.sameMembers(
          found.map(({ due_at, kind }) => `${kind} ${due_at}`),
          written.map((item) => `${item.pk.startsWith("ENR#") ? "enrollment" : "invitation"} ${item.due_sk}`)
        )
      }))

    it.effect("what was counted of an address", () =>
      Effect.gen(function*() {
        const { of: keyedHash } = yield* KeyedHashPort
        const counted = items.filter(({ pk }) => pk.startsWith("RATE#link-to-address#")).map(({ pk }) => pk)
        const signedIn = items.find(({ pk }) => pk.startsWith("SIGNIN#"))?.address ?? ""
        assert.deepStrictEqual(counted, [
          `RATE#link-to-address#${yield* keyedHash("limit-link-to-address", signedIn)}`
        ])
      }))
  })
})
