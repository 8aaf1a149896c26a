import { getTableName } from "drizzle-orm"
import { execFile } from "node:child_process"
import { writeFile } from "node:fs/promises"
import { promisify } from "node:util"
import type pg from "pg"
import { recordColumns, tables } from "../src/adapters/postgres/record-columns.ts"
import { rowsOf } from "../src/domain/enrollment/student-record-set.ts"
import type { RecordName } from "../src/domain/provisioning/differences.ts"
import { recordSet } from "../test/fixtures/record-sets.ts"

const run = promisify(execFile)
const number = "CAST(:n AS bigint)"
const key = `'20241208-' || to_hex(${number})`

/** What differs from student to student. */
const ownValues: Readonly<Record<string, string>> = {
  student_unique_id: `'TSA-STU-' || ${key}`,
  identifier: `'TSA-STU-' || ${key}`,
  sourced_id: `'student_TSA-STU-' || ${key}`,
  enrollment_id: `'TSA-ENROLL-' || ${key}`,
  invitation_id: `'TSA-INV-' || ${key}`,
  username: `'ada.lovelace.' || ${number}`,
  student_usi: number
}

interface Insert {
  readonly text: string
  /** Sent with every insert, as a service would: neither peer gets its values as constants of a plan. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
}

/** The four records by four plain inserts: what a careful service without the guard would send. */
const inserts = (["student", "association", "extension", "user"] as const satisfies ReadonlyArray<RecordName>).map(
  (record): Insert => {
    const row = rowsOf(recordSet(0), record)[0] as unknown as Readonly<Record<string, unknown>>
    const columns = recordColumns(tables[record]).map(({ name }) => name)
    const sent = columns.filter((column) => ownValues[column] === undefined && row[column] !== null)
    const values = columns.map((column) =>
      ownValues[column] ?? (sent.includes(column) ? `:${record}_${column}` : "NULL")
    )
    return {
      text: `INSERT INTO ${getTableName(tables[record])} (${columns.join(", ")}) VALUES (${values.join(", ")})`,
      parameters: sent.map((column) => {
        const value = row[column]
        return [`${record}_${column}`, typeof value === "object" ? JSON.stringify(value) : `${value}`]
      })
    }
  }
)

const byPgbench = (url: string, script: string) => async (count: number) => {
  const variables = inserts.flatMap(({ parameters }) =>
    parameters.flatMap(([name, value]) => ["-D", `${name}=${value}`])
  )
  const { stdout } = await run("pgbench", [
    "-n",
    "-M",
    "prepared",
    "-c",
    "8",
    "-t",
    `${count / 8}`,
    ...variables,
    "-f",
    script,
    url
  ])
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

const byClient = (pool: pg.Pool) => {
  let last = 2 ** 50
  const statements = inserts.map(({ parameters, text }, index) => ({
    name: `insert_${index}`,
    text: parameters.reduce((sql, [name], at) => sql.replace(`:${name}`, `$${at + 2}`), text.replaceAll(":n", "$1")),
    values: parameters.map(([, value]) => value)
  }))
  const one = async () => {
    const client = await pool.connect()
    const own = last++
    await client.query("BEGIN")
    for (const statement of statements) await client.query({ ...statement, values: [own, ...statement.values] })
    await client.query("COMMIT")
    client.release()
  }
  return async (count: number) => {
    const start = performance.now()
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let done = 0; done < count / 8; done++) await one()
    }))
    return count / (performance.now() - start) * 1000
  }
}

/** BEGIN, four inserts, COMMIT with 8 in flight: transactions per second, by pgbench where it is installed. */
export const fourInserts = async (url: string, pool: pg.Pool, folder: string) => {
  const script = `${folder}/four-inserts.sql`
  const lines = ["\\set n random(1, 1125899906842623)", "BEGIN;", ...inserts.map(({ text }) => `${text};`), "COMMIT;\n"]
  await writeFile(script, lines.join("\n"))
  const hasPgbench = await run("pgbench", ["--version"]).then(() => true, () => false)
  return { peer: hasPgbench ? "pgbench" : "pg", measure: hasPgbench ? byPgbench(url, script) : byClient(pool) }
}
