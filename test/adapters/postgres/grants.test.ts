import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { readFileSync } from "node:fs"
import { missingGrants, neededGrants } from "../../../src/adapters/postgres/grants.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { freshIndex, query } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { recordsAt, Server } from "./migrated-server.ts"

/** The grants that docs/operations.md tells an administrator to make. */
const documented = /GRANT USAGE ON SCHEMA[\s\S]*?(?=\nSQL)/.exec(readFileSync("docs/operations.md", "utf8"))?.[0] ?? ""

const asOwner = (...statements: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const owner = yield* Layer.build(recordsAt((yield* Server).url))
    for (const statement of statements) yield* Effect.provide(query(statement), owner)
  }).pipe(Effect.scoped)

/** Creates a role with these grants, and returns the records through it. */
const recordsAs = Effect.fnUntraced(function*(role: string, grants: ReadonlyArray<string>) {
  yield* asOwner(`CREATE ROLE ${role} LOGIN`, ...grants)
  const url = new URL((yield* Server).url)
  url.username = role
  return yield* Layer.build(recordsAt(url.href))
})

const asDocumented = (role: string) =>
  documented.split(";").filter((each) => each.trim() !== "").map((each) => each.replace("TO enrollment", `TO ${role}`))

const relationOf = ({ name, schema }: (typeof neededGrants)[number]) =>
  `${name.endsWith("_seq") ? "SEQUENCE " : ""}${schema}.${name}`

layer(Server.layer, { timeout: "60 seconds" })("the grants of the service's role", (it) => {
  it.effect("are enough for all that the service does", () =>
    Effect.gen(function*() {
      const world = yield* recordsAs("enough", [
        "GRANT USAGE ON SCHEMA drizzle TO enough",
        ...neededGrants.map((need) => `GRANT ${need.privilege} ON ${relationOf(need)} TO enough`)
      ])
      const { countBySchool, find, migrationLevel, put } = Context.get(world, StudentRecords)
      assert.deepStrictEqual(yield* Effect.provide(missingGrants, world), [])
      const [index, school_id] = [freshIndex(), 77]
      for (const [version, mode] of [[5, "newer"], [6, "newer"], [6, "repair"]] as const) {
        const [outcome] = yield* put([recordSet(index, { version, school_id, first_name: `Ada ${version}` })], mode)
        assert.strictEqual(outcome?._tag, "Held", JSON.stringify(outcome))
      }
      assert.lengthOf(yield* find([recordSet(index).student.student_unique_id]), 1)
      assert.deepInclude(yield* countBySchool, { school_id, students: 1 })
      assert.isAbove((yield* migrationLevel).applied, 0)
    }))

  it.effect("are all documented, and each is missed where it is missing", () =>
    Effect.gen(function*() {
      const world = yield* recordsAs("lacking", asDocumented("lacking"))
      const missing = Effect.provide(missingGrants, world)
      assert.deepStrictEqual(yield* missing, [])
      for (const need of neededGrants) {
        const { name, privilege, schema } = need
        yield* asOwner(`REVOKE ${privilege} ON ${relationOf(need)} FROM lacking`)
        assert.deepStrictEqual(yield* missing, [`${privilege} on ${schema}.${name}`])
        yield* asOwner(`GRANT ${privilege} ON ${relationOf(need)} TO lacking`)
      }
    }))

  it.effect("are all missing for a stranger, who may not even look into the schema of the migrations", () =>
    Effect.gen(function*() {
      const world = yield* recordsAs("stranger", [])
      assert.lengthOf(yield* Effect.provide(missingGrants, world), neededGrants.length)
    }))

  it.effect("are all missing, for its owner too, where nothing is there yet", () =>
    Effect.gen(function*() {
      yield* asOwner("CREATE DATABASE empty")
      const url = new URL((yield* Server).url)
      url.pathname = "/empty"
      const world = yield* Layer.build(recordsAt(url.href))
      assert.lengthOf(yield* Effect.provide(missingGrants, world), neededGrants.length)
    }))
})
