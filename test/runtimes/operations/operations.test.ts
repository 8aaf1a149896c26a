import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { mkdtemp, open, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { type NativePostgres, startNativePostgres } from "../../adapters/postgres/native.ts"
import { bundled } from "../bundled-node.ts"
import { end, runCli, type RunningService, runToEnd, startOn } from "../processes.ts"
import { commandsOf, operations } from "./operations-document.ts"

const commands = commandsOf(operations)
const run = commands.filter(({ exits }) => exits !== undefined)

let server: NativePostgres
let folder: string
let service: RunningService
let environment: Readonly<Record<string, string>>

const shell = (command: string) =>
  new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    execFile("sh", ["-c", command], { env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })

/** Runs it as the image does: from sources, each command loads a thousand modules. Only the first is run as it is written. */
const fromTheBundle = (command: string) =>
  command.replaceAll("npm run --silent cli --", `"${process.execPath}" ${bundled("cli")}`)

const rows = async (text: string) => {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Three families are done; somebody deleted the student's account of one. A stranger was refused. */
beforeAll(async () => {
  server = await startNativePostgres()
  folder = await mkdtemp(join(tmpdir(), "tsa-operations-"))
  const data = join(folder, "data")
  const log = join(folder, "service.log")
  environment = { DATA_DIR: data, DATABASE_URL: server.url, LOG: log }
  assert.strictEqual((await runCli(["migrate"], environment)).code, 0)
  const file = await open(log, "w")
  service = await startOn(data, environment, file.fd)
  await file.close()
  const demo = ["--count", "3", "--base", service.base, "--data-dir", data]
  const { code, stderr } = await runToEnd("src/runtimes/demo.ts", demo, environment)
  assert.strictEqual(code, 0, stderr)
  assert.strictEqual((await fetch(`${service.base}/auth/me`)).status, 401)
  const [victim] = await rows("DELETE FROM users WHERE sourced_id = (SELECT min(sourced_id) FROM users) RETURNING *")
  const enrollment = String(victim?.["identifier"]).replace("STU", "ENROLL")
  environment = { ...environment, BASE: service.base, ENROLLMENT: enrollment }
}, 120_000)

afterAll(async () => {
  await end(service, "SIGTERM")
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const wanted = (text: string) => new RegExp(text.replace("$ENROLLMENT", environment["ENROLLMENT"] ?? "?"), "m")

describe("the commands of docs/operations.md", () => {
  it("are all marked: run here, or not and why", () => {
    assert.isAbove(run.length, 25)
    for (const { command, exits, mark } of commands) {
      assert.isTrue(exits !== undefined || /^not run: needs \w+/.test(mark), `unmarked: ${command}`)
    }
  })

  it.each(run.map((each) => [`${each.heading}: ${each.command.trim()}`, each] as const))(
    "%s",
    async (_, told) => {
      const { command, exits, shows } = told
      const { code, output } = await shell(told === run[0] ? command : fromTheBundle(command))
      assert.include(exits ?? [], code, output)
      for (const text of shows) assert.match(output, wanted(text))
    },
    60_000
  )

  it("hold SQL that PostgreSQL answers as they say", async () => {
    const asked = commands.filter(({ command, mark }) => /psql .* -c "/.test(command) && mark.includes("shows"))
    assert.lengthOf(asked, 2)
    for (const { command, shows } of asked) {
      const answer = await rows(/-c "([^"]+)"/.exec(command)?.[1] ?? "")
      for (const text of shows) assert.include(JSON.stringify(answer), text)
    }
  })

  it("leave no name in the log that they read", async () => {
    const families = await rows("SELECT first_name, last_name FROM students WHERE last_name <> ''")
    const { output } = await shell('cat "$LOG"')
    assert.include(output, "student_record_created")
    for (const { last_name } of families) assert.notInclude(output, String(last_name))
    assert.include(await readdir(folder), "service.log")
  })
})
