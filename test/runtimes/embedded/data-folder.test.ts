import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { inspect } from "node:util"
import { Database } from "../../../src/adapters/postgres/database.ts"
import * as EmbeddedPostgres from "../../../src/adapters/postgres/embedded.ts"
import { sameEngine } from "../../../src/runtimes/embedded/data-folder.ts"
import { keysOf } from "../../../src/runtimes/embedded/folder-keys.ts"
import { databaseIn } from "../../../src/runtimes/embedded/places.ts"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { temporaryFolder } from "./holders.ts"

const modeOf = (path: string) => Effect.promise(async () => (await stat(path)).mode & 0o777)

describe("a data folder", () => {
  it.live("makes its keys once, for its owner alone", () =>
    Effect.gen(function*() {
      const folder = join(yield* temporaryFolder, "data")
      const keys = yield* keysOf(folder)
      assert.strictEqual(yield* modeOf(folder), 0o700)
      assert.strictEqual(yield* modeOf(join(folder, "keys.json")), 0o600)
      const again = yield* keysOf(folder)
      assert.deepStrictEqual(Redacted.value(again.signing), Redacted.value(keys.signing))
      assert.strictEqual(Redacted.value(again.hashing), Redacted.value(keys.hashing))
      const other = yield* keysOf(yield* temporaryFolder)
      assert.notStrictEqual(Redacted.value(other.hashing), Redacted.value(keys.hashing))
      assert.notStrictEqual(Redacted.value(other.signing).x, Redacted.value(keys.signing).x)
      assert.notInclude(inspect(keys, { depth: 9 }), Redacted.value(keys.hashing))
    }))

  it.live("has keys that the configuration would take", () =>
    Effect.gen(function*() {
      const { hashing, signing } = yield* keysOf(yield* temporaryFolder)
      const environment = { SIGNING_KEY: JSON.stringify(Redacted.value(signing)), SEAL_KEY: Redacted.value(hashing) }
      const { sealKey, signingKey } = yield* configurationOf(environment)
      assert.isDefined(sealKey && signingKey)
    }))

  it.live("has the same keys for all who ask for them first at the same moment, and nothing beside them", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const all = yield* Effect.all(Array.from({ length: 8 }, () => keysOf(folder)), { concurrency: "unbounded" })
      assert.strictEqual(new Set(all.map(({ hashing }) => Redacted.value(hashing))).size, 1)
      assert.strictEqual(new Set(all.map(({ signing }) => Redacted.value(signing).d)).size, 1)
      assert.deepStrictEqual(yield* Effect.promise(() => readdir(folder)), ["keys.json"])
    }))

  it.live("refuses another engine than the one that made its store, and says which", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* sameEngine(folder, "workflow", "dynalite")
      yield* sameEngine(folder, "workflow", "dynalite")
      yield* sameEngine(folder, "postgres", "pglite-18")
      const { message } = yield* Effect.flip(sameEngine(folder, "workflow", "dynoxide"))
      for (const word of [folder, "workflow", "dynalite", "dynoxide", "DATA_DIR"]) assert.include(message, word)
    }))

  it.live("records the PostgreSQL that there really is, and refuses that of another major version", () =>
    Effect.gen(function*() {
      const { query } = yield* Database
      const [row] = yield* query({
        name: "",
        text: "select current_setting('server_version_num') as version",
        values: []
      })
      const major = Math.floor(Number(row?.["version"]) / 10_000)
      const [folder, older] = [yield* temporaryFolder, yield* temporaryFolder]
      yield* databaseIn(yield* configurationOf({ DATA_DIR: folder }))
      yield* sameEngine(folder, "postgres", `pglite-${major}`)
      yield* sameEngine(older, "postgres", `pglite-${major - 1}`)
      const refused = yield* Effect.flip(databaseIn(yield* configurationOf({ DATA_DIR: older })))
      assert.deepInclude(refused, { _tag: "EngineChanged", recorded: `pglite-${major - 1}`, found: `pglite-${major}` })
    }).pipe(Effect.provide(EmbeddedPostgres.layer())))

  it.live("has no record of a PostgreSQL where the configuration names one", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* databaseIn(yield* configurationOf({ DATA_DIR: folder, DATABASE_URL: "postgres://db.test/tsa" }))
      assert.isEmpty(yield* Effect.promise(() => readdir(folder)))
    }))
})
