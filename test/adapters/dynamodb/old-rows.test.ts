import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { present } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import * as DynamoEnrollments from "../../../src/adapters/dynamodb/items/enrollments.ts"
import { enrollmentKey } from "../../../src/adapters/dynamodb/keys.ts"
import { updateExpression } from "../../../src/adapters/dynamodb/update-expression.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { withBlocked } from "../../../src/domain/enrollment/family/custody.ts"
import { unblocked } from "../../../src/domain/enrollment/reading/visible.ts"
import type { Principal } from "../../../src/domain/people/principal.ts"
import { eventually } from "../../contracts/eventually.ts"
import { completed, context } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynalite, startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

const coach: Principal = { _tag: "Person", id: "c-1", address: "coach@example.test", name: "Kim", grants: [] }

/** Reduces a row to what the previous release wrote: nothing about who is blocked. */
const forget = ({ enrollment_id }: Enrollment) =>
  Dynamo.use(({ update }) =>
    update(
      enrollmentKey(enrollment_id),
      updateExpression([{ path: ["listing", "unblocked_at"], value: undefined }]),
      present
    )
  )

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  const store = DynamoEnrollments.layer.pipe(Layer.provide(KeyedHash.layer), Layer.provideMerge(dynamoOn(start)))

  layer(store, { excludeTestServices: true })(`rows of the release before (${name})`, (it) => {
    const row = Effect.fnUntraced(function*({ enrollment_id, school_id }: Enrollment, version: number) {
      const { listBySchool } = yield* Enrollments
      const page = yield* eventually(
        listBySchool(school_id, {}, { limit: 10, after: undefined }),
        ({ items }) => items[0]?.version === version
      )
      const shown = yield* unblocked(coach, page.items)
      return { row: page.items[0], isShown: shown.some((each) => each.enrollment_id === enrollment_id) }
    })

    it.effect("are asked of their items, until the next change tells", () =>
      Effect.gen(function*() {
        const { accept, create } = yield* Enrollments
        const begun = yield* create(enrollmentOf())
        yield* forget(begun)
        const blocked = withBlocked(begun, [coach.address], context(30))
        yield* accept(begun, blocked)
        yield* forget(begun)
        const hidden = yield* row(begun, 2)
        assert.deepStrictEqual([hidden.row?.unblocked_at, hidden.isShown], [undefined, false])
        const open = withBlocked(blocked, [], context(31))
        yield* accept(blocked, open)
        yield* forget(begun)
        assert.isTrue((yield* row(begun, 3)).isShown)
        yield* accept(open, completed(open, 1, undefined, 32))
        const { row: healed } = yield* row(begun, 4)
        assert.strictEqual(healed?.unblocked_at, 4)
      }))
  })
}
