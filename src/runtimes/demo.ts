import { Effect, Exit, Logger, Scope } from "effect"
import { parseArgs } from "node:util"
import { migrate } from "../adapters/postgres/migrate.ts"
import { openDirectory } from "./cli/door.ts"
import { mintToken } from "./cli/token.ts"
import { familiesOfFile, type Family, madeUpFamilies } from "./demo/families.ts"
import { keepSampleFamilies } from "./demo/keep.ts"
import { startOwnService } from "./demo/own-service.ts"
import { caller } from "./demo/portal.ts"
import { progress, type Report, reportOf, table } from "./demo/report.ts"
import { type Walked, walkFamily } from "./demo/walk.ts"
import { mailboxOf } from "./embedded/data-folder.ts"
import { databaseIn } from "./embedded/places.ts"
import { migrationsFolder } from "./migrations-folder.ts"
import { type Configuration, configurationOf } from "./settings/node.ts"

const usage = `npm run demo -- [--count N] [--students FILE] [--json] [--base URL --data-dir DIR] | --keep

Invites families and walks them through all six steps over HTTP, as the portal would.
  --count N        how many families (25; with --students all of the file)
  --students FILE  Ed-Fi student JSON (array or object with "students", plain or .gz)
  --json           the report as JSON
  --base, --data-dir  a running service and its data folder; without, one of the demo's own in a temporary folder
  --keep           walks nobody: leaves forty invented families at every stage in DATA_DIR, one of which needs attention`

const atOnce = 8

const { values } = parseArgs({
  options: {
    count: { type: "string" },
    students: { type: "string" },
    base: { type: "string" },
    "data-dir": { type: "string" },
    json: { type: "boolean" },
    keep: { type: "boolean" },
    help: { type: "boolean" }
  }
})

const quietly = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) =>
  Effect.runPromise(Effect.provide(Effect.scoped(effect), Logger.layer([])))

const prepareDatabase = (configuration: Configuration) =>
  configuration.databaseUrl === undefined || configuration.databaseUrl === "none"
    ? Promise.resolve()
    : quietly(
      Effect.flatMap(databaseIn(configuration), (database) => Effect.provide(migrate(migrationsFolder), database))
    )

/** Makes tokens for those who may ask for them: the folder's directory, open for the whole run. */
const tokenDesk = async (configuration: Configuration) => {
  const scope = Scope.makeUnsafe()
  const services = await Effect.runPromise(
    openDirectory(configuration).pipe(Scope.provide(scope), Effect.provide(Logger.layer([])))
  )
  return {
    token: (role: string, email: string) =>
      Effect.runPromise(
        mintToken({ role, email, school: "1", id: undefined, name: undefined }).pipe(Effect.provide(services))
      ),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}

const walkAll = async (
  base: string,
  configuration: Configuration,
  families: ReadonlyArray<Family>,
  today: string
): Promise<Report> => {
  const desk = await tokenDesk(configuration)
  const coach = caller(base, await desk.token("coach", "coach@example.test"))
  const staff = caller(base, await desk.token("staff", "registrar@example.test"))
  const nobody = caller(base, undefined)
  const mailbox = mailboxOf(configuration.dataDir)
  const [walked, failures]: [Array<Walked>, Array<string>] = [[], []]
  const advance = progress(families.length)
  const started = performance.now()
  const queue = families.values()
  const walker = async () => {
    for (const family of queue) {
      try {
        const parent = caller(base, await desk.token("parent", family.parent_email))
        walked.push(await walkFamily(family, { coach, staff, nobody, parent }, mailbox, today))
      } catch (error) {
        failures.push(error instanceof Error ? error.message : "unknown")
      }
      advance()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, walker))
  await desk.close()
  return reportOf(families.length, walked, failures, (performance.now() - started) / 1000)
}

const main = async (): Promise<number> => {
  if (values.help === true) {
    console.log(usage)
    return 0
  }
  const today = new Date().toISOString().slice(0, 10)
  const run = Date.now().toString(36)
  const count = values.count === undefined ? undefined : Number(values.count)
  const isCount = count === undefined || (Number.isInteger(count) && count > 0)
  if (!isCount || (values.base === undefined) !== (values["data-dir"] === undefined)) {
    console.error(usage)
    return 2
  }
  const settings = await Effect.runPromise(configurationOf(process.env))
  if (values.keep === true) {
    console.log(await quietly(keepSampleFamilies(settings)))
    return 0
  }
  const families = values.students === undefined
    ? madeUpFamilies(count ?? 25, run, today)
    : await familiesOfFile(values.students, count, run, today)
  const own = values.base === undefined ? await prepareDatabase(settings).then(startOwnService) : undefined
  try {
    const dataDir = own?.dataDir ?? values["data-dir"] ?? settings.dataDir
    const report = await walkAll(own?.base ?? values.base ?? "", { ...settings, dataDir }, families, today)
    console.log(values.json === true ? JSON.stringify(report, null, 2) : table(report))
    return report.failures.length === 0 && report.enrolled === report.families ? 0 : 1
  } finally {
    await own?.stop()
  }
}

// Files that it and its stores write are for its user alone.
process.umask(0o077)

main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
