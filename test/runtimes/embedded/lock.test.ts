import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Scope } from "effect"
import { mkdir, readdir, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { currentHolder, lockFolder } from "../../../src/runtimes/embedded/lock.ts"
import { startOf } from "../../../src/runtimes/embedded/process.ts"
import { holderProcess, temporaryFolder } from "./holders.ts"

const abandonedIn = (folder: string) => Effect.map(Effect.scoped(lockFolder(folder)), ({ abandonedBy }) => abandonedBy)
const holderOf = (folder: string) => Effect.promise(() => currentHolder(folder))

/** Writes what a holder that is gone leaves in the folder. */
const leaveBehind = (folder: string, holder: object) =>
  Effect.promise(async () => {
    await mkdir(join(folder, "lock"))
    await writeFile(join(folder, "lock", "1.json"), JSON.stringify(holder))
  })

describe("the lock of a data folder", () => {
  it.live("refuses a second holder, names the first, and lets the next one in after it", () =>
    Effect.gen(function*() {
      const folder = join(yield* temporaryFolder, "data")
      const scope = yield* Scope.make()
      yield* Scope.provide(lockFolder(folder), scope)
      const refused = yield* Effect.flip(Effect.scoped(lockFolder(folder)))
      assert.deepInclude(refused, { _tag: "FolderInUse", pid: process.pid, folder })
      assert.include(refused.message, `${process.pid}`)
      assert.include(refused.message, folder)
      assert.strictEqual((yield* Effect.promise(() => stat(folder))).mode & 0o777, 0o700)
      yield* Scope.close(scope, Exit.void)
      assert.isUndefined(yield* holderOf(folder))
      assert.isUndefined(yield* abandonedIn(folder))
    }))

  it.live("tells everybody what its holder says of itself, and forgets nothing of it", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const dynamodb = { engine: "dynoxide", endpoint: "http://127.0.0.1:1", pid: 1, path: "p" }
      const { describe } = yield* lockFolder(folder)
      yield* describe({ dynamodb })
      yield* describe({ base: "http://127.0.0.1:2" })
      const expected = { pid: process.pid, start: startOf(process.pid), base: "http://127.0.0.1:2", dynamodb }
      assert.deepStrictEqual(yield* holderOf(folder), expected)
    }))

  it.live("is taken over from a holder that was killed", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const holder = yield* holderProcess
      assert.deepStrictEqual(yield* holder.ask({ lock: folder }), { held: holder.pid })
      const refused = yield* Effect.flip(Effect.scoped(lockFolder(folder)))
      assert.deepInclude(refused, { _tag: "FolderInUse", pid: holder.pid })
      yield* holder.kill
      assert.isUndefined(yield* holderOf(folder))
      assert.strictEqual((yield* abandonedIn(folder))?.pid, holder.pid)
    }))

  it.live.skipIf(startOf(process.pid) === undefined)(
    "is not kept by a later process with a dead holder's pid",
    () =>
      Effect.gen(function*() {
        const folder = yield* temporaryFolder
        yield* leaveBehind(folder, { pid: process.pid, start: "1" })
        assert.deepStrictEqual(yield* abandonedIn(folder), { pid: process.pid, start: "1" })
      })
  )

  it.live("goes to exactly one of four that ask at the same moment, for a new folder and for a dead holder's", () =>
    Effect.gen(function*() {
      const holders = yield* Effect.all([holderProcess, holderProcess, holderProcess, holderProcess])
      const dead = yield* holderProcess
      yield* dead.kill
      for (let round = 0; round < 20; round++) {
        const folder = yield* temporaryFolder
        if (round % 2 === 1) yield* leaveBehind(folder, { pid: dead.pid, start: "1" })
        const replies = yield* Effect.all(holders.map(({ ask }) => ask({ lock: folder })), { concurrency: "unbounded" })
        const [winner, ...others] = replies.flatMap((reply) => "held" in reply ? [reply.held] : [])
        assert.isDefined(winner)
        assert.isEmpty(others)
        const losers = replies.filter((reply) => !("held" in reply))
        assert.deepStrictEqual(losers, Array.from({ length: 3 }, () => ({ refused: winner ?? 0 })))
        assert.strictEqual((yield* holderOf(folder))?.pid, winner)
      }
    }))

  it.live("is not given to one that slept while others came and went", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const [sleeper, first, second] = yield* Effect.all([holderProcess, holderProcess, holderProcess])
      yield* leaveBehind(folder, { pid: first.pid, start: "1" })
      sleeper.tell("sleep before linking")
      assert.deepStrictEqual(yield* sleeper.ask({ lock: folder }), { done: "sleep before linking" })
      assert.deepStrictEqual(yield* first.ask({ lock: folder }), { held: first.pid })
      assert.deepStrictEqual(yield* first.ask("release"), { done: "release" })
      assert.deepStrictEqual(yield* second.ask({ lock: folder }), { held: second.pid })
      assert.deepStrictEqual(yield* sleeper.ask("wake"), { refused: second.pid })
      assert.strictEqual((yield* holderOf(folder))?.pid, second.pid)
    }))

  it.live("leaves one small file, however often it was taken", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      for (let times = 0; times < 5; times++) yield* abandonedIn(folder)
      assert.deepStrictEqual(yield* Effect.promise(() => readdir(join(folder, "lock"))), ["5.json"])
    }))
})
