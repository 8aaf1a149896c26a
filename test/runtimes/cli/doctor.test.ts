import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Exit, Layer, Logger, Redacted, Scope } from "effect"
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { tableDefinition } from "../../../src/adapters/dynamodb/table.ts"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import { migrate } from "../../../src/adapters/postgres/migrate.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { doctor } from "../../../src/runtimes/cli/doctor.ts"
import type { Finding } from "../../../src/runtimes/cli/doctor/finding.ts"
import { workflowFindings } from "../../../src/runtimes/cli/doctor/workflow-store.ts"
import { migrationsFolder } from "../../../src/runtimes/migrations-folder.ts"
import { startService } from "../../../src/runtimes/node/service.ts"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { type Engine, startDynoxide } from "../../adapters/dynamodb/engines.ts"
import { startSkewedClock } from "../../adapters/dynamodb/skewed-clock.ts"
import { makeTable, tableAt } from "../../adapters/dynamodb/store.ts"
import { type NativePostgres, startNativePostgres } from "../../adapters/postgres/native.ts"
import { invitationOf } from "../../fixtures/enrollments.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"
import { eventually } from "../../scenarios/place.ts"

const quiet = Logger.layer([])
const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.runPromise(Effect.scoped(effect).pipe(Effect.provide(quiet)))

let server: NativePostgres
let dynamodb: Engine
let driver: DynamoDBClient
let clock: Awaited<ReturnType<typeof startSkewedClock>>
let folder: string
let environment: Readonly<Record<string, string>>
let tables = 0

const sql = async (...statements: ReadonlyArray<string>) => {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Creates a new table. */
const newTable = async (): Promise<string> => {
  const table = `doctor-${++tables}`
  await run(makeTable(dynamodb.endpoint, { table }))
  return table
}

beforeAll(async () => {
  process.env["AWS_ACCESS_KEY_ID"] = "test"
  process.env["AWS_SECRET_ACCESS_KEY"] = "test"
  ;[server, dynamodb, folder] = await Promise.all([
    startNativePostgres(),
    startDynoxide(),
    mkdtemp(join(tmpdir(), "tsa-doctor-"))
  ])
  const { endpoint } = dynamodb
  const credentials = { accessKeyId: "tests", secretAccessKey: "tests" }
  driver = new DynamoDBClient({ endpoint, region: "us-east-1", credentials })
  clock = await startSkewedClock(dynamodb.endpoint)
  await run(Effect.provide(migrate(migrationsFolder), Native.layer({ url: Redacted.make(server.url) })))
  environment = {
    DATA_DIR: join(folder, "data"),
    PORT: "0",
    DATABASE_URL: server.url,
    DYNAMODB_TABLE: await newTable(),
    DYNAMODB_ENDPOINT: clock.endpoint
  }
  await mkdir(environment["DATA_DIR"] ?? "", { mode: 0o700 })
}, 60_000)

afterAll(async () => {
  driver.destroy()
  await clock.stop()
  await Promise.all([server.stop(), dynamodb.stop()])
  await rm(folder, { recursive: true, force: true })
})

/** Returns what doctor finds, with other settings where they are given. */
const findings = async (settings: Readonly<Record<string, string>> = {}) => {
  const configuration = await run(configurationOf({ ...environment, ...settings }))
  const { data, failed, isReport } = await run(doctor(configuration, {}))
  const { checks } = data as { readonly checks: ReadonlyArray<Finding> }
  assert.isTrue(isReport)
  assert.strictEqual(failed, checks.some(({ status }) => status === "failed"))
  return checks
}

/** Returns everything that is not well, as `check: message`. */
const complaints = (checks: ReadonlyArray<Finding>) =>
  checks.filter(({ status }) => status !== "ok").map(({ check, message, status }) => `${status} ${check}: ${message}`)

const wrong = async (settings?: Readonly<Record<string, string>>) => complaints(await findings(settings))

describe("doctor", () => {
  it("finds nothing where all is well, and leaves nothing behind", async () => {
    const checks = await findings()
    assert.deepStrictEqual(complaints(checks), [])
    const made = [
      "configuration",
      "data folder",
      "keys",
      "mail",
      "workflow store",
      "clock",
      "open outbox entries",
      "postgresql"
    ]
    assert.deepStrictEqual([...new Set(checks.map(({ check }) => check))], made)
    assert.deepStrictEqual(await readdir(environment["DATA_DIR"] ?? ""), [])
    const left = await driver.send(new ScanCommand({ TableName: environment["DYNAMODB_TABLE"], Select: "COUNT" }))
    assert.strictEqual(left.Count, 0)
  })

  it("says what to do in words, one line per check", async () => {
    const configuration = await run(configurationOf({ ...environment, DATABASE_URL: "none" }))
    const { failed, text } = await run(doctor(configuration, {}))
    assert.isFalse(failed)
    assert.match(text, /^ok +clock +within 60 s/m)
    assert.match(text, /^warning +postgresql +there is none.*\n +-> Records wait/m)
  })

  it.each([[2, "behind"], [-2, "ahead of"]])("a clock that is off by %i hours", async (hours, side) => {
    clock.turn(hours * 3_600_000)
    const [complaint, ...others] = await wrong()
    clock.turn(0)
    assert.isEmpty(others)
    assert.match(complaint ?? "", new RegExp(`^failed clock: 7\\d\\d\\d s ${side} the workflow store$`))
  })

  it("a table without an index, one that is not there, and a store that is away", async () => {
    const lacking = {
      ...tableDefinition,
      GlobalSecondaryIndexes: [...tableDefinition.GlobalSecondaryIndexes].slice(0, 2)
    }
    const used = lacking.AttributeDefinitions.filter(({ AttributeName }) => !AttributeName.startsWith("due"))
    await driver.send(new CreateTableCommand({ ...lacking, AttributeDefinitions: used, TableName: "lacking" }))
    const [missing, outbox] = await wrong({ DYNAMODB_TABLE: "lacking" })
    assert.strictEqual(missing, "failed workflow store: index due is missing")
    assert.match(outbox ?? "", /^failed open outbox entries: not known/)
    assert.deepStrictEqual(await wrong({ DYNAMODB_TABLE: "nowhere" }), [
      "failed workflow store: the table does not exist"
    ])
    const away = await wrong({ DYNAMODB_ENDPOINT: "http://127.0.0.1:1" })
    assert.deepStrictEqual(away, ["failed workflow store: it cannot be reached (ECONNREFUSED)"])
  })

  it("a store that cannot be written", async () => {
    const denied = Effect.fail(new StoreUnavailable({ store: "workflow", code: "AccessDeniedException" }))
    const table = tableAt(dynamodb.endpoint, "light", environment["DYNAMODB_TABLE"])
    for (const method of ["put", "delete"] as const) {
      const readOnly = Layer.effect(Dynamo, Effect.map(Dynamo, (dynamo) => ({ ...dynamo, [method]: () => denied })))
      const found = complaints(await run(workflowFindings(readOnly.pipe(Layer.provide(table)))))
      assert.deepStrictEqual(found, ["failed workflow store: it cannot be written (AccessDeniedException)"])
    }
  })

  it("outbox entries that nobody carried out: how many, and the oldest ten", async () => {
    const table = await newTable()
    const dynamo = tableAt(dynamodb.endpoint, "light", table)
    const store = WorkflowStore.layer(new Map()).pipe(Layer.provide([dynamo, KeyedHash.layer]))
    const invitations = Array.from({ length: 12 }, (_, minute) => invitationOf({}, minute))
    await run(Effect.provide(Invitations.use(({ create }) => Effect.forEach(invitations, create)), store))
    const [complaint = "", ...others] = await wrong({ DYNAMODB_TABLE: table })
    assert.isEmpty(others)
    const oldest = invitations.slice(0, 10).map(({ invitation_id }) => invitation_id)
    assert.strictEqual(complaint, `failed open outbox entries: 12 older than 10 minutes: ${oldest.join(", ")}, …`)
  })

  it("a PostgreSQL that is away, not migrated, or does not let the role in", async () => {
    const at = (change: (url: URL) => void) => {
      const url = new URL(server.url)
      change(url)
      return { DATABASE_URL: url.href }
    }
    await sql("CREATE DATABASE unmigrated", "CREATE ROLE stranger LOGIN")
    const [away] = await wrong({ DATABASE_URL: "postgres://postgres@127.0.0.1:1/postgres" })
    assert.strictEqual(away, "failed postgresql: it cannot be reached (ECONNREFUSED)")
    const [level, grants] = await wrong(at((url) => url.pathname = "/unmigrated"))
    assert.match(level ?? "", /^failed postgresql: at migration 0, and this code knows \d+$/)
    assert.include(grants, "SELECT on public.students")
    const [unread, missing] = await wrong(at((url) => url.username = "stranger"))
    assert.strictEqual(unread, "failed postgresql: its migration level cannot be read (42501)")
    assert.include(missing, "DELETE on public.users")
  })

  it("a PostgreSQL that was restored from a dump, so that changes are numbered below those that it holds", async () => {
    await sql(
      "INSERT INTO users (sourced_id, status, username, enabled_user, given_name, family_name, role, change_version) " +
        "VALUES ('c-1', 'active', 'c-1', false, 'A', 'B', 'student', 5000000000)"
    )
    const [behind, ...others] = await wrong({})
    assert.isEmpty(others)
    assert.match(behind ?? "", /^failed postgresql: changes are numbered below/)
    await run(migrate(migrationsFolder).pipe(Effect.provide(Native.layer({ url: Redacted.make(server.url) }))))
    assert.isEmpty(await wrong({}))
    await sql("DELETE FROM users WHERE sourced_id = 'c-1'")
  })

  it("a data folder, keys and a mailbox that cannot be used, or by others", async () => {
    const place = (name: string) => join(folder, name)
    await writeFile(place("file"), "")
    assert.include((await wrong({ DATA_DIR: place("file") }))[0], "no folder")
    await mkdir(place("open"))
    await chmod(place("open"), 0o755)
    assert.deepStrictEqual(await wrong({ DATA_DIR: place("open") }), [
      "warning data folder: other users of this machine can open it"
    ])
    await mkdir(place("spoiled"), { mode: 0o700 })
    await writeFile(place("spoiled/keys.json"), "{", { mode: 0o600 })
    await writeFile(place("spoiled/mailbox"), "")
    const spoiled = await wrong({ DATA_DIR: place("spoiled") })
    assert.deepStrictEqual(spoiled, [
      `failed keys: ${place("spoiled/keys.json")} cannot be read`,
      `failed mail: ${place("spoiled/mailbox")}: no folder`
    ])
  })

  it("beside a service: one that is not ready, and one with other keys", async () => {
    const data = join(folder, "served")
    const scope = Scope.makeUnsafe()
    const configuration = await run(configurationOf({ ...environment, DATA_DIR: data }))
    const start = Scope.provide(startService(configuration), scope).pipe(Effect.provide(quiet))
    const { base } = await Effect.runPromise(start)
    try {
      const well = await findings({ DATA_DIR: data })
      assert.deepStrictEqual(complaints(well), [])
      assert.include(well.map(({ message }) => message), `${base} is ready`)
      clock.turn(-7_200_000)
      const readyAs = (status: number) =>
        eventually(() => fetch(`${base}/health/ready`), (each) => each.status === status)
      const ready = await readyAs(503)
      assert.strictEqual((await ready.json() as { readonly reason: string }).reason, "clock_wrong")
      assert.include(await wrong({ DATA_DIR: data }), `failed service: ${base} is not ready: clock_wrong`)
      clock.turn(0)
      await readyAs(200)
      const other = await wrong({ DATA_DIR: data, TOKEN_ISSUER: "https://other.example.test" })
      assert.deepStrictEqual(other, ["failed keys: the running service has other keys"])
    } finally {
      clock.turn(0)
      await Effect.runPromise(Scope.close(scope, Exit.void))
    }
  }, 60_000)
})
