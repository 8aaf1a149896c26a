import { assert, describe, it } from "@effect/vitest"
import { Effect, type Layer, Logger, Queue, type Scope } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { absent } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { sameEngine } from "../../../src/runtimes/embedded/data-folder.ts"
import { dynalite, type EmbeddedDynamodb, startDynamodb, stopOrphan } from "../../../src/runtimes/embedded/dynamodb.ts"
import { currentHolder, lockFolder } from "../../../src/runtimes/embedded/lock.ts"
import { embeddedTableIn, runningTable } from "../../../src/runtimes/embedded/places.ts"
import { isRunning, startOf } from "../../../src/runtimes/embedded/process.ts"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { makeTable } from "../../adapters/dynamodb/store.ts"
import { holderProcess, temporaryFolder } from "./holders.ts"

const item = { pk: "A#1", sk: "HEAD", value: 1 }
const store = Dynamo.use(({ put }) => put(item, absent))
const stored = Dynamo.use(({ get }) => get({ pk: "A#1", sk: "HEAD" }))
const configuration = Effect.runSync(configurationOf({}))
const silent = () => Effect.void

const onTable = <A, E>(
  folder: string,
  work: Effect.Effect<A, E, Dynamo>,
  open: (folder: string) => Effect.Effect<Layer.Layer<Dynamo>, unknown, Scope.Scope>
) => Effect.scoped(Effect.flatMap(open(folder), (table) => Effect.provide(work, table)))

const locked = (folder: string) =>
  Effect.flatMap(
    lockFolder(folder),
    (lock) => Effect.flatMap(configurationOf({ DATA_DIR: folder }), (own) => embeddedTableIn(own, lock))
  )
const inProcess = Effect.fnUntraced(function*(folder: string) {
  const local = yield* dynalite(folder, silent)
  yield* makeTable(local.endpoint, { table: "tsa-enrollment" })
  return runningTable(configuration, local)
})

const hasProgram = process.platform === "linux" && process.arch === "x64"

describe.skipIf(!hasProgram)("dynoxide in a data folder", () => {
  it.live("keeps what was stored, and ends with its scope", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      assert.isTrue(yield* onTable(folder, store, locked))
      const pid = yield* onTable(
        folder,
        Effect.gen(function*() {
          assert.deepStrictEqual(yield* stored, item)
          return (yield* Effect.promise(() => currentHolder(folder)))?.dynamodb?.pid ?? 0
        }),
        locked
      )
      assert.isAbove(pid, 0)
      assert.isFalse(isRunning(pid, undefined))
    }))

  it.live("that ends by itself is started again where it was, with what was stored", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const lives = yield* Queue.unbounded<EmbeddedDynamodb>()
      const local = yield* startDynamodb(folder, (life) => Effect.asVoid(Queue.offer(lives, life)))
      yield* makeTable(local.endpoint, { table: "tsa-enrollment" })
      const first = yield* Queue.take(lives)
      yield* Effect.provide(store, runningTable(configuration, first))
      process.kill(first.pid ?? 0, "SIGKILL")
      const second = yield* Queue.take(lives)
      assert.notStrictEqual(second.pid, first.pid)
      assert.deepStrictEqual({ ...second, pid: 0 }, { ...first, pid: 0 })
      const found = yield* stored.pipe(Effect.provide(runningTable(configuration, second)), Effect.eventually)
      assert.deepStrictEqual(found, item)
    }).pipe(Effect.provide(Logger.layer([]))))

  it.live("that a killed service left behind is stopped by the next one, which finds what was stored", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const service = yield* holderProcess
      assert.deepStrictEqual(yield* service.ask({ serve: folder }), { held: service.pid })
      const left = (yield* Effect.promise(() => currentHolder(folder)))?.dynamodb
      if (left === undefined) return assert.fail("the service said nothing of its dynoxide")
      yield* Effect.provide(store, runningTable(configuration, left))
      const [pid, start] = [left.pid ?? 0, startOf(left.pid ?? 0)]
      yield* service.kill
      assert.isTrue(isRunning(pid, start))
      yield* onTable(
        folder,
        Effect.gen(function*() {
          assert.isFalse(isRunning(pid, start))
          assert.deepStrictEqual(yield* stored, item)
        }),
        locked
      )
    }))

  it.live("is never mistaken for another process that has its pid by now", () =>
    Effect.gen(function*() {
      const stranger = spawn("sleep", ["60"])
      yield* Effect.promise(() => once(stranger, "spawn"))
      yield* stopOrphan({ engine: "dynoxide", endpoint: "http://127.0.0.1:1", pid: stranger.pid ?? 0, path: "/a/b" })
      assert.isTrue(stranger.kill(0) && stranger.signalCode === null)
      const gone = once(stranger, "exit")
      stranger.kill("SIGKILL")
      assert.deepStrictEqual(yield* Effect.promise(() => gone), [null, "SIGKILL"])
    }))

  it.live("does not open a store of dynalite", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* sameEngine(folder, "workflow", "dynalite")
      assert.strictEqual((yield* Effect.flip(startDynamodb(folder, silent)))._tag, "EngineChanged")
    }))
})

describe("dynalite in a data folder", () => {
  it.live("keeps what was stored", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      assert.isTrue(yield* onTable(folder, store, inProcess))
      assert.deepStrictEqual(yield* onTable(folder, stored, inProcess), item)
    }))
})
