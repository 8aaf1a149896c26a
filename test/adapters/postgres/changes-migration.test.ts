import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { putStatement } from "../../../src/adapters/postgres/put-statement.ts"
import { freshIndex } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { formerPut } from "./former-put.ts"
import { type NativePostgres, startNativePostgres } from "./native.ts"
import { migrateBefore, ownDatabase, sql } from "./own-database.ts"

let server: NativePostgres
beforeAll(async () => {
  server = await startNativePostgres()
})
afterAll(() => server.stop())

const tables = ["students", "student_school_associations", "tsa_student_extensions", "users"]
const versions = tables.map((table) => `SELECT change_version FROM ${table}`).join(" UNION ALL ")
const numberOf = async (url: string, text: string) =>
  Number((await sql(url, `SELECT (${text})::text AS number`))[0]?.["number"])
const highest = (url: string) => numberOf(url, `SELECT max(change_version) FROM (${versions}) AS each`)
const newest = (url: string) => numberOf(url, "newest_change_version()")

const put = (url: string, { text, values }: ReturnType<typeof putStatement>) => sql(url, text, values)
const arbiterOf = async (url: string, id: string) =>
  (await sql(url, "SELECT to_jsonb(held) AS row FROM tsa_student_extensions AS held WHERE student_unique_id = $1", [
    id
  ]))
    .map(({ row }) => row as Record<string, unknown>)[0] ?? {}
const idOf = ({ student }: ReturnType<typeof recordSet>) => student.student_unique_id

describe("the migration to tombstones and numbers of transactions", () => {
  it("fills in school and date without a change, copies the erased, and numbers above the sequence", async () => {
    const url = await ownDatabase(server.url, "filled", "0001_changes_and_tombstones")
    const [kept, erased, broughtBack] = [recordSet(freshIndex()), recordSet(freshIndex()), recordSet(freshIndex())]
    await sql(url, "SELECT setval('change_version_seq', 5000)")
    await put(url, formerPut([kept, broughtBack]))
    const was = await arbiterOf(url, idOf(kept))
    for (const [set, version] of [[erased, 7], [broughtBack, 3]] as const) {
      await sql(url, "INSERT INTO erased_students VALUES ($1, $2, '2026-01-02T03:04:05.678Z')", [idOf(set), version])
    }
    const last = await highest(url)
    assert.isAbove(last, 5000)

    await migrateBefore(url)
    const { date_last_modified, ...now } = await arbiterOf(url, idOf(kept))
    assert.deepStrictEqual(now, { ...was, school_id: 1 })
    assert.strictEqual(Date.parse(String(date_last_modified)), Date.parse(String(was["updated_at"])))
    const bare = { sport_interests: [], custom_data: {}, deposit_paid: false, registered_at: null, invitation_id: null }
    for (const [set, version] of [[erased, 7], [broughtBack, 5]] as const) {
      const tombstone = await arbiterOf(url, idOf(set))
      assert.deepInclude(tombstone, { ...bare, enrollment_status: "erased", enrollment_version: version })
      assert.isAbove(Number(tombstone["change_version"]), last)
      await put(url, putStatement([{ ...set, extension: { ...set.extension, enrollment_version: 99 } }], "repair"))
      assert.deepStrictEqual(await arbiterOf(url, idOf(set)), tombstone)
    }
    assert.strictEqual((await arbiterOf(url, idOf(broughtBack)))["school_id"], 1)
    assert.isAtLeast(await newest(url), await highest(url))

    const after = recordSet(freshIndex())
    await put(url, formerPut([after]))
    const number = await numberOf(url, `SELECT change_version FROM students WHERE student_unique_id = '${idOf(after)}'`)
    assert.strictEqual(number, await highest(url))
    assert.deepInclude(await arbiterOf(url, idOf(after)), { school_id: null })
  }, 60_000)

  it(
    "numbers are lifted above those of a dump that was restored into a younger cluster, by the next migration",
    async () => {
      const url = await ownDatabase(server.url, "restored")
      await put(url, putStatement([recordSet(freshIndex())], "newer"))
      const restored = 5_000_000_000
      await sql(url, `UPDATE users SET change_version = ${restored}`)
      await put(url, putStatement([recordSet(freshIndex())], "newer"))
      assert.strictEqual(await highest(url), restored)
      await migrateBefore(url)
      assert.isAtLeast(await newest(url), restored)
      await put(url, putStatement([recordSet(freshIndex())], "newer"))
      assert.isAbove(await highest(url), restored)
      const lifted = await numberOf(url, "change_base()")
      await migrateBefore(url)
      assert.strictEqual(await numberOf(url, "change_base()"), lifted)
    },
    60_000
  )
})
