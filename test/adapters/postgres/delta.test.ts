import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { putStatement } from "../../../src/adapters/postgres/put-statement.ts"
import { deltaReader } from "./delta-reader.ts"
import { formerPut } from "./former-put.ts"
import { type NativePostgres, startNativePostgres } from "./native.ts"
import { openWriter } from "./open-writer.ts"
import { migrateBefore, ownDatabase, sql } from "./own-database.ts"

let server: NativePostgres
beforeAll(async () => {
  server = await startNativePostgres()
})
afterAll(() => server.stop())

const put = (sets: Parameters<typeof putStatement>[0]) => putStatement(sets, "newer")

const eight = (url: string, isDone: (written: number) => boolean) =>
  Array.from({ length: 8 }, () => openWriter(url, put, { isDone, mayErase: true }))

/** Returns what a reader misses that polls until all writers have ended, and then once more. */
const readBeside = async (url: string, writers: ReadonlyArray<Promise<number>>) => {
  const reader = await deltaReader(url)
  let isWriting = true
  const written = Promise.all(writers).finally(() => {
    isWriting = false
  })
  while (isWriting) await reader.poll()
  const transactions = (await written).reduce((sum, each) => sum + each, 0)
  await reader.poll()
  const missed = await reader.missed()
  await reader.end()
  return { ...missed, polls: reader.polls(), transactions }
}

describe("a reader of what has changed since", () => {
  it("misses nothing of eight writers whose transactions stay open, in ten seconds", async () => {
    const url = await ownDatabase(server.url, "numbered")
    const end = performance.now() + 10_000
    const { lost, polls, rows } = await readBeside(url, eight(url, () => performance.now() > end))
    assert.deepStrictEqual(lost, [])
    assert.isAbove(polls, 20)
    assert.isAbove(rows, 500)
  }, 60_000)

  it("mutant: by a sequence, which numbers before the commit, it misses rows", async () => {
    const url = await ownDatabase(server.url, "sequenced")
    await sql(
      url,
      `CREATE OR REPLACE FUNCTION next_change_version(is_removal boolean DEFAULT false) RETURNS bigint LANGUAGE sql VOLATILE
        RETURN nextval('change_version_seq')`
    )
    await sql(
      url,
      `CREATE OR REPLACE FUNCTION newest_change_version() RETURNS bigint LANGUAGE sql STABLE
        RETURN COALESCE(pg_sequence_last_value('change_version_seq'), 0)`
    )
    const { lost } = await readBeside(url, eight(url, (written) => written >= 30))
    assert.isAbove(lost.length, 0)
  }, 60_000)

  it(
    "misses nothing of the release before, which goes on through the migration and beside eight new writers",
    async () => {
      const url = await ownDatabase(server.url, "mixed", "0001_changes_and_tombstones")
      let former = 0
      let isOver = false
      const isDone = () => {
        former++
        return isOver
      }
      const before = Array.from({ length: 3 }, () => openWriter(url, formerPut, { isDone, mayErase: false }))
      const isUnderWay = async () => {
        while (former < 30) await sql(url, "SELECT pg_sleep(0.01)")
      }
      await Promise.race([isUnderWay(), Promise.all(before)])
      await migrateBefore(url)
      const beside = former
      const after = eight(url, (written) => written >= 90)
      void Promise.allSettled(after).then(() => {
        isOver = true
      })
      const { lost, rows } = await readBeside(url, [...before, ...after])
      assert.deepStrictEqual(lost, [])
      assert.isAbove(former, beside + 30)
      const [formerly] = await sql(
        url,
        "SELECT count(*)::integer AS rows FROM students WHERE change_version <= change_base()"
      )
      assert.isAbove(Number(formerly?.["rows"]), 0)
      assert.isAbove(rows, 300)
    },
    60_000
  )
})
