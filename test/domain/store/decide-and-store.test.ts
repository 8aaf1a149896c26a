import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { decideAndStore } from "../../../src/domain/store/decide-and-store.ts"
import { decideOnVersion } from "../../../src/domain/store/decide-on-version.ts"
import { StaleVersion } from "../../../src/domain/store/stale-version.ts"

interface Counted {
  readonly version: number
  readonly count: number
}

/** A store in which others write first, `others` times. */
const storeWith = (others: number) => {
  const held = { item: { version: 1, count: 0 } as Counted, left: others, writes: 0 }
  return {
    held,
    reload: Effect.sync(() => held.item),
    store: (before: Counted, after: Counted) =>
      Effect.suspend(() => {
        if (held.left-- > 0) held.item = { version: held.item.version + 1, count: held.item.count + 10 }
        if (before.version !== held.item.version) return new StaleVersion({ id: "it" })
        held.writes++
        held.item = after
        return Effect.void
      })
  }
}

const counted = ({ count, version }: Counted): Counted => ({ version: version + 1, count: count + 1 })
const first: Counted = { version: 1, count: 0 }

describe("decideAndStore", () => {
  const run = (others: number, decide: (current: Counted) => Counted = counted) => {
    const { held, ...how } = storeWith(others)
    return Effect.map(
      decideAndStore({
        ...how,
        first,
        decide: (current) => Effect.succeed(decide(current)),
        beaten: (current) => Effect.succeed({ ...current, count: -1 })
      }),
      (answer) => ({ ...answer, held })
    )
  }

  it.effect("decides again on what others wrote meanwhile", () =>
    Effect.gen(function*() {
      const { after, before, held } = yield* run(5)
      assert.deepStrictEqual([before.count, after.count], [50, 51])
      assert.deepStrictEqual([held.item, held.writes], [after, 1])
    }))

  it.effect("after six writes that others won it is as the caller says, and nothing is written", () =>
    Effect.gen(function*() {
      const { after, before, held } = yield* run(6)
      assert.strictEqual(before, after)
      assert.deepStrictEqual([after.count, held.writes], [-1, 0])
    }))

  it.effect("writes nothing where nothing changes", () =>
    Effect.gen(function*() {
      const { after, before, held } = yield* run(0, (current) => current)
      assert.strictEqual(before, after)
      assert.strictEqual(held.writes, 0)
    }))
})

describe("decideOnVersion", () => {
  type Decide = (current: Counted) => Result.Result<Counted, string>
  const run = (others: number, expected: number | undefined, decide: Decide = (it) => Result.succeed(counted(it))) => {
    const { held: _, ...how } = storeWith(others)
    return decideOnVersion({ ...how, first, expected, decide, id: "it" })
  }

  it.effect("decides only on the version that the caller names, and tells no refusal on another", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* run(0, 1)).after.count, 1)
      assert.deepInclude(yield* Effect.flip(run(0, 2)), { _tag: "VersionMismatch" })
      assert.deepInclude(yield* Effect.flip(run(1, 1)), { _tag: "VersionMismatch" })
      const refuse = () => Result.fail("closed")
      assert.deepInclude(yield* Effect.flip(run(0, 2, refuse)), { _tag: "VersionMismatch" })
      assert.strictEqual(yield* Effect.flip(run(0, 1, refuse)), "closed")
    }))

  it.effect("without one it goes on, until others have won six times", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* run(5, undefined)).after.count, 51)
      assert.deepInclude(yield* Effect.flip(run(6, undefined)), { _tag: "VersionConflict" })
    }))

  it.effect("where the version stays it is as was asked for, whatever version is named", () =>
    Effect.gen(function*() {
      const noted = (current: Counted) => Result.succeed({ ...current, count: 7 })
      assert.strictEqual((yield* run(0, 9, noted)).after.count, 7)
    }))
})
