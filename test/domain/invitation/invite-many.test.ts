import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as WorkflowStore from "../../../src/adapters/memory/workflow-store.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import * as SecureRandom from "../../../src/adapters/webcrypto/secure-random.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { inviteMany, requestedRow } from "../../../src/domain/invitation/invite-many.ts"
import { createInvitationPolicy } from "../../../src/domain/invitation/policies.ts"
import type { Principal } from "../../../src/domain/people/principal.ts"
import { DefaultSchool } from "../../../src/domain/school/default-school.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { austin } from "../../fixtures/enrollment-walk.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"

const coach: Principal = {
  _tag: "Person",
  id: "c-17",
  address: "kim@example.test",
  name: "Coach Kim",
  grants: [{ role: "coach", school_id: 1 }]
}
const places = Layer.mergeAll(WorkflowStore.layer, KeyedHash.layer, SecureRandom.layer, Layer.succeed(DefaultSchool, 1))
  .pipe(
    Layer.provideMerge(World.layer)
  )

/** Invites with a store whose first claims are slower than its later ones, and whose `failing`-th creation fails. */
const invited = Effect.fnUntraced(function*(rows: ReadonlyArray<object>, failing?: number) {
  const world = yield* World.World
  world.schools.set(1, austin)
  const inner = yield* Invitations
  const seen = { claims: 0, creations: 0, underWay: 0, most: 0 }
  const slow = Invitations.of({
    ...inner,
    claim: (...asked) =>
      Effect.gen(function*() {
        const turns = Math.max(0, 50 - seen.claims++)
        seen.most = Math.max(seen.most, ++seen.underWay)
        for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow
        return yield* inner.claim(...asked)
      }),
    create: (invitation) =>
      Effect.gen(function*() {
        const number = ++seen.creations
        for (let turn = 0; turn < 5; turn++) yield* Effect.yieldNow
        if (number === failing) return yield* new StoreUnavailable({ store: "workflow", code: "planted" })
        seen.underWay--
        return yield* inner.create(invitation)
      })
  })
  const permit = yield* createInvitationPolicy.check(coach)
  const outcome = yield* Effect.result(
    inviteMany(permit, rows.map(requestedRow)).pipe(
      Effect.provideService(Invitations, slow)
    )
  )
  return { outcome, seen, world }
})

const families = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ parent_email: `family-${n}@example.test` }))

describe("inviting many", () => {
  it.effect("works on eight families at once", () =>
    Effect.gen(function*() {
      const { seen, world } = yield* invited(families(60))
      assert.strictEqual(seen.most, 8)
      assert.strictEqual(world.invitations.size, 60)
    }).pipe(Effect.provide(places)))

  it.effect("makes the first of those that name the same child, however slow it is", () =>
    Effect.gen(function*() {
      const [one = {}, other = {}] = families(2)
      const { outcome } = yield* invited([{ ...one, message: "First" }, other, one, { ...one, message: "Last" }])
      const outcomes = outcome._tag === "Success" ? outcome.success : []
      assert.deepStrictEqual(outcomes.map(({ _tag }) => _tag), ["Created", "Created", "Exists", "Exists"])
    }).pipe(Effect.provide(places)))

  it.effect("finishes the rows that are under way when a store fails, and begins no others", () =>
    Effect.gen(function*() {
      const { outcome, seen, world } = yield* invited(families(60), 3)
      assert.strictEqual(outcome._tag, "Failure")
      assert.isBelow(seen.creations, 20)
      assert.strictEqual(world.invitations.size, seen.creations - 1)
      assert.strictEqual(world.claims.size, world.invitations.size)
    }).pipe(Effect.provide(places)))
})
