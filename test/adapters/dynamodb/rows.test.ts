import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { untilProcessed } from "../../../src/adapters/dynamodb/batches.ts"
import { Dynamo, type Query } from "../../../src/adapters/dynamodb/dynamo.ts"
import { pageOf } from "../../../src/adapters/dynamodb/index/rows.ts"
import * as DynamoSchools from "../../../src/adapters/dynamodb/items/schools.ts"
import { Schools } from "../../../src/domain/school/schools.port.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { schoolOf } from "../../fixtures/enrollments.ts"

describe("untilProcessed", () => {
  it.effect("tries again what was left undone, in chunks, until nothing is", () =>
    Effect.gen(function*() {
      const done: Array<number> = []
      const sizes: Array<number> = []
      const all = Array.from({ length: 25 }, (_, n) => n)
      const fiber = yield* Effect.forkChild(untilProcessed(all, 10, (chunk) => {
        sizes.push(chunk.length)
        done.push(...chunk.slice(0, 4))
        return Effect.succeed(chunk.slice(4))
      }))
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* Fiber.join(fiber), [])
      assert.deepStrictEqual(done.toSorted((one, other) => one - other), all)
      assert.deepStrictEqual(sizes, [10, 10, 5, 10, 3, 6, 2])
    }))

  it.effect("gives up after eight rounds, and says what is left", () =>
    Effect.gen(function*() {
      let calls = 0
      const fiber = yield* Effect.forkChild(untilProcessed([1, 2], 10, (chunk) => {
        calls++
        return Effect.succeed(chunk.filter((item) => item === 1))
      }))
      yield* TestClock.adjust("1 minute")
      const failure = new StoreUnavailable({ store: "workflow", code: "unprocessed" })
      assert.deepStrictEqual(yield* Fiber.join(fiber), [{ item: 1, failure }])
      assert.strictEqual(calls, 8)
    }))

  it.effect("goes on where a chunk fails, which is not tried again", () =>
    Effect.gen(function*() {
      const failure = new StoreUnavailable({ store: "workflow", code: "planted" })
      const done: Array<number> = []
      const left = yield* untilProcessed([1, 2, 3, 4, 5], 2, (chunk) => {
        if (chunk.includes(3)) return Effect.fail(failure)
        done.push(...chunk)
        return Effect.succeed([])
      })
      assert.deepStrictEqual(left, [{ item: 3, failure }, { item: 4, failure }])
      assert.deepStrictEqual(done, [1, 2, 5])
    }))
})

describe("pageOf", () => {
  /** 1,200 rows, of which the filter keeps every hundredth. They are looked at 500 at a time. */
  const rows = Array.from({ length: 1200 }, (_, n) => ({ by_school_sk: `${9999 - n}` }))
  const query = ({ from, limit = 0, where }: Query) => {
    const after = String(from?.["by_school_sk"] ?? where.values[":after"] ?? "A")
    const seen = rows.filter(({ by_school_sk }) => by_school_sk < after).slice(0, limit)
    const items = seen.filter(({ by_school_sk }) => by_school_sk.endsWith("99"))
    return Effect.succeed({ items, count: items.length, next: seen.length === limit ? seen.at(-1) : undefined })
  }
  const filter = { text: "", names: {}, values: {} }
  const page = (limit: number, after?: string) =>
    pageOf({ query }, "by_school", "SCHOOL#1#ENR", { limit, after }, filter)

  it.effect("asks on until the page is full", () =>
    Effect.gen(function*() {
      const first = yield* page(7)
      assert.strictEqual(first.items.length, 7)
      assert.strictEqual(first.last, "9399")
      const second = yield* page(7, first.last)
      const keys = second.items.map(({ by_school_sk }) => by_school_sk)
      assert.deepStrictEqual(keys, ["9299", "9199", "9099", "8999", "8899"])
      assert.isUndefined(second.last)
    }))
})

describe("the cache of schools", () => {
  it.effect("keeps a school for a minute, and nothing of one that is not there", () =>
    Effect.gen(function*() {
      const school = schoolOf()
      let item: typeof school | undefined
      let reads = 0
      const Table = Layer.mock(Dynamo, {
        get: () =>
          Effect.sync(() => {
            reads++
            return item && { ...item }
          })
      })
      const read = Schools.use(({ get }) => get(school.school_id))
      const cache: DynamoSchools.SchoolCache = new Map()
      /** Builds a layer for each read: what is kept must be kept in the cache that is passed in. */
      const readAnew = Effect.suspend(() =>
        Effect.provide(read, Layer.fresh(Layer.provide(DynamoSchools.layer(cache), Table)))
      )
      assert.isTrue(Option.isNone(yield* readAnew))
      item = school
      assert.deepStrictEqual(yield* readAnew, Option.some(school))
      yield* TestClock.adjust("59 seconds")
      item = { ...school, name_of_institution: "Another name" }
      assert.deepStrictEqual(yield* readAnew, Option.some(school))
      assert.strictEqual(reads, 2)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* readAnew, Option.some(item))
    }))
})
