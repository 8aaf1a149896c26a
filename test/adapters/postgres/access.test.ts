import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import { Database } from "../../../src/adapters/postgres/database.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import type { Access } from "../../../src/adapters/postgres/pool.ts"
import { Server } from "./migrated-server.ts"

const pidOf = (world: Context.Context<Database>) =>
  Effect.map(
    Context.get(world, Database).query({ name: "pid", text: "SELECT pg_backend_pid() AS pid", values: [] }),
    ([row]) => row?.["pid"]
  )

layer(Server.layer, { timeout: "60 seconds" })("a connection to PostgreSQL", (it) => {
  it.effect("that rested for over a minute is left for a new one", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const access: Access = () => Promise.resolve({ connectionString: url })
      const world = yield* Layer.build(Native.layer({ url: access, max: 1 }))
      const first = yield* pidOf(world)
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual(yield* pidOf(world), first)
      yield* TestClock.adjust("61 seconds")
      const second = yield* pidOf(world)
      assert.notStrictEqual(second, first)
      assert.strictEqual(yield* pidOf(world), second)
    }))

  it.effect("is made when where to is known; until then the store is away, and asked for again", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      let asked = 0
      const access: Access = () =>
        asked++ === 0 ? Promise.reject(new Error("not yet")) : Promise.resolve({ connectionString: url })
      const world = yield* Layer.build(Native.layer({ url: access, max: 1 }))
      assert.strictEqual(asked, 0)
      assert.strictEqual((yield* Effect.flip(pidOf(world))).code, "no_answer")
      assert.isNumber(yield* pidOf(world))
    }))
})
