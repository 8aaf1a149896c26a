import { assert, describe, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { anyway, holding } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { invitedKey, personKey } from "../../../src/adapters/dynamodb/keys.ts"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { People } from "../../../src/domain/people/people.port.ts"
import { withGrant } from "../../../src/domain/people/person.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { coachOf } from "../../fixtures/enrollments.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

const store = WorkflowStore.layer(new Map()).pipe(
  Layer.provideMerge(Layer.merge(dynamoOn(startDynoxide), KeyedHash.layer))
)

describe("what an earlier release wrote", () => {
  layer(store, { timeout: "2 minutes" })((it) => {
    it.effect("of who was invited says no school, and is not forgotten with the next invitation", () =>
      Effect.gen(function*() {
        const { invitingSchools, isInvited, noteInvited } = yield* Invitations
        const dynamo = yield* Dynamo
        yield* dynamo.put({ ...invitedKey("early"), expires_at: minute(20) }, anyway)
        assert.isTrue(yield* isInvited("early", minute(0)))
        yield* noteInvited("early", 1, minute(30))
        assert.sameMembers([...yield* invitingSchools("early", minute(19))], ["unknown", 1])
        assert.deepStrictEqual(yield* invitingSchools("early", minute(20)), [1])
        yield* noteInvited("late", 1, minute(30))
        const kept = yield* dynamo.get(invitedKey("late"))
        assert.strictEqual(kept?.["expires_at"], minute(30))
      }))

    it.effect("of a person has no version; what it writes beside this one is seen by its epoch", () =>
      Effect.gen(function*() {
        const [{ add, get, replace }, dynamo] = [yield* People, yield* Dynamo]
        const person = yield* add(coachOf(1))
        const versioned = yield* replace(person, withGrant(person, { role: "coach", school_id: 2 }))
        const { version: _, ...early } = { ...versioned, epoch: versioned.epoch + 1 }
        yield* dynamo.put({ ...personKey(person.id), ...early }, holding({ epoch: versioned.epoch }))
        assert.strictEqual((yield* Effect.flip(replace(versioned, versioned)))._tag, "StaleVersion")
        assert.deepStrictEqual(yield* get(person.id), Option.some(early))
        assert.strictEqual((yield* replace(early, early)).version, early.epoch + 1)
        assert.strictEqual((yield* Effect.flip(replace(early, early)))._tag, "StaleVersion")
      }))
  })
})
