import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { commandsOf, operations } from "../runtimes/operations/operations-document.ts"
import { type Ended, runCli } from "../runtimes/processes.ts"
import { type Family, newFamily } from "../scenarios/families.ts"
import { eventually, openPlace, type Place } from "../scenarios/place.ts"
import { counts, recordsOf } from "../scenarios/records.ts"

const tables = ["students", "student_school_associations", "tsa_student_extensions", "users"]
const [postgresRestored, workflowRestored] = [
  "PostgreSQL was restored to an older moment",
  "The workflow store was restored to an older moment"
]

/** Returns the commands under one heading, one per line. */
const commandsUnder = (heading: string): ReadonlyArray<string> =>
  commandsOf(operations).filter((each) => each.heading === heading)
    .flatMap(({ command }) => command.trim().split("\n"))

/** The SQL that removes the rows of a lost enrollment. */
const sqlOfExtra = /```sql\n([\s\S]*?)```/.exec(operations.slice(operations.indexOf(`### ${workflowRestored}`)))?.[1] ??
  ""

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.stop())

/** Runs a documented command as it is, with its placeholder filled in. */
const run = (command: string, id = ""): Promise<Ended> => {
  const words = command.replace("$ENROLLMENT", id).split(" ")
  if (command.startsWith("npm run --silent cli -- ")) words.splice(0, 5)
  else if (command === "npm run --silent db:migrate") words.splice(0, 4, "migrate")
  else throw new Error(`not a command that this test can run: ${command}`)
  return runCli(words, place.environment)
}

const settled = (family: Family, status: string) =>
  eventually(
    family.get,
    ({ student_records: { enrollment_status, state } }) => state === "applied" && enrollment_status === status
  )

const copyAside = async () => {
  for (const table of tables) await place.rows(`CREATE TABLE aside_${table} AS TABLE ${table}`)
}
/** Rows that depend on students come back last. */
const copyBack = async () => {
  await place.rows(`TRUNCATE ${tables.join(", ")}`)
  for (const table of tables) {
    await place.rows(`INSERT INTO ${table} SELECT * FROM aside_${table}`)
    await place.rows(`DROP TABLE aside_${table}`)
  }
}

type Items = ReadonlyArray<Record<string, unknown>>
const inTable = async <A>(work: (client: DynamoDBDocumentClient, table: string) => Promise<A>): Promise<A> => {
  const client = new DynamoDBClient({ endpoint: place.environment.DYNAMODB_ENDPOINT, region: "us-east-1" })
  try {
    return await work(DynamoDBDocumentClient.from(client), place.environment.DYNAMODB_TABLE)
  } finally {
    client.destroy()
  }
}
const allItems = () =>
  inTable(async (client, TableName) => {
    const items: Array<Record<string, unknown>> = []
    for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      items.push(...page.Items ?? [])
    }
    return items
  })
const restoreItems = async (earlier: Items) => {
  const keyOf = ({ pk, sk }: Record<string, unknown>) => ({ pk, sk })
  const kept = new Set(earlier.map((item) => JSON.stringify(keyOf(item))))
  const later = (await allItems()).map(keyOf).filter((key) => !kept.has(JSON.stringify(key)))
  const requests = [
    ...later.map((Key) => ({ DeleteRequest: { Key } })),
    ...earlier.map((Item) => ({ PutRequest: { Item } }))
  ]
  await inTable(async (client, table) => {
    for (let first = 0; first < requests.length; first += 25) {
      await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(first, first + 25) } }))
    }
  })
}

const lineOf = ({ stdout }: Ended, id: string) => stdout.split("\n").find((line) => line.includes(id)) ?? ""

describe("the restore drill of the document", () => {
  it("PostgreSQL older: what is missing or stale is named, written again, and then the stores agree", async () => {
    const [migrate = "", compare = "", repair = "", again = "", ...rest] = commandsUnder(postgresRestored)
    assert.deepStrictEqual(rest, [])
    const service = await place.start()
    const [early, late] = [await newFamily(place, service.base), await newFamily(place, service.base)]
    await early.steps(1, 2, 3, 4)
    await settled(early, "registered")
    await copyAside()
    await early.steps(5, 6)
    await late.steps(1, 2, 3, 4, 5, 6)
    await Promise.all([settled(early, "enrolled"), settled(late, "enrolled")])
    const before = [await recordsOf(place, early.student), await recordsOf(place, late.student)]
    await copyBack()

    assert.strictEqual((await run(migrate)).code, 0)
    const found = await run(compare)
    assert.strictEqual(found.code, 1, found.stderr)
    assert.match(lineOf(found, early.id), /^stale /)
    assert.match(lineOf(found, late.id), /^missing /)
    assert.notMatch(found.stdout, /Zoë|Family|2016-03/)
    assert.deepStrictEqual(await counts(place, late.student), [0, 0, 0, 0])
    const repaired = await run(repair)
    assert.strictEqual(repaired.code, 0, repaired.stdout)
    assert.include(repaired.stdout, "2 findings, 0 left")
    const agreed = await run(again)
    assert.deepStrictEqual([agreed.code, agreed.stdout.includes("they agree")], [0, true])
    for (const [index, family] of [early, late].entries()) {
      const after = await recordsOf(place, family.student)
      for (const record of ["student", "association", "extension", "user"] as const) {
        const volatile = { change_version: 0, created_at: 0, updated_at: 0, date_last_modified: 0 }
        assert.deepStrictEqual({ ...after[record], ...volatile }, { ...before[index]?.[record], ...volatile })
      }
    }
    await service.stop()
  }, 120_000)

  it("the workflow store older: records are not overwritten; people decide, and then the stores agree", async () => {
    const [repair = "", dryRun = "", provision = "", again = "", ...rest] = commandsUnder(workflowRestored)
    assert.deepStrictEqual(rest, [])
    const first = await place.start()
    const ahead = await newFamily(place, first.base)
    await ahead.steps(1, 2, 3, 4)
    await settled(ahead, "registered")
    const earlier = await allItems()
    await ahead.steps(5, 6)
    const lost = await newFamily(place, first.base)
    await lost.steps(1, 2, 3, 4, 5, 6)
    await Promise.all([settled(ahead, "enrolled"), settled(lost, "enrolled")])
    await first.stop()
    await restoreItems(earlier)

    const left = await run(repair)
    assert.strictEqual(left.code, 1, left.stderr)
    assert.match(lineOf(left, ahead.id), /^ahead /)
    assert.match(lineOf(left, lost.id), /^extra /)
    assert.include(left.stdout, "2 findings, 2 left")
    assert.strictEqual((await recordsOf(place, ahead.student)).extension["enrollment_status"], "enrolled")

    const second = await place.start({ PORT: new URL(first.base).port })
    await ahead.steps(5)
    const shown = await run(dryRun, ahead.id)
    assert.strictEqual(shown.code, 0, shown.stderr)
    assert.include(shown.stdout, "enrollment_status")
    assert.strictEqual((await recordsOf(place, ahead.student)).extension["enrollment_status"], "enrolled")
    assert.strictEqual((await run(provision, ahead.id)).code, 0)
    const { extension } = await recordsOf(place, ahead.student)
    assert.deepInclude(extension, { enrollment_status: "registered", required_documents_complete: true })
    await ahead.steps(6)
    await settled(ahead, "enrolled")

    await place.rows(sqlOfExtra.replaceAll("$STUDENT_ID", lost.student))
    assert.deepStrictEqual(await counts(place, lost.student), [0, 0, 0, 0])
    const agreed = await run(again)
    assert.deepStrictEqual([agreed.code, agreed.stdout.includes("they agree")], [0, true], agreed.stdout)
    await second.stop()
  }, 120_000)
})
