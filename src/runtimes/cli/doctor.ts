import { Effect } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { currentHolder, type Holder, lockFolder } from "../embedded/lock.ts"
import { configuredTable, databaseIn, embeddedTableIn, runningTable } from "../embedded/places.ts"
import type { ConfigurationInvalid } from "../settings/environment.ts"
import type { Configuration } from "../settings/node.ts"
import type { Command, Shown } from "./command.ts"
import { failed, type Finding, ok, reportOf } from "./doctor/finding.ts"
import { folderFindings, mailFinding } from "./doctor/folder.ts"
import { keysFinding } from "./doctor/keys.ts"
import { absentFinding, databaseFindings, embeddedFinding } from "./doctor/postgres.ts"
import { askReady, type Ready, serviceFinding } from "./doctor/running-service.ts"
import { workflowFindings } from "./doctor/workflow-store.ts"

/** Reports every bad variable. Nothing else can be checked then. */
export const misconfigured = ({ problems }: ConfigurationInvalid): Shown =>
  reportOf(problems.map(({ key, message }) => failed("configuration", `${key}: ${message}`, `Set ${key} right.`)))

const externalDatabase = Effect.fnUntraced(function*(configuration: Configuration) {
  if (configuration.databaseUrl === "none") return [absentFinding]
  return yield* databaseFindings(yield* databaseIn(configuration), false)
})

/** Beside a running service: asks its table directly, but its database only through the service. */
const beside = Effect.fnUntraced(function*(configuration: Configuration, holder: Holder, ready: Ready | undefined) {
  const { databaseUrl, dynamodbTable } = configuration
  const table = dynamodbTable !== undefined
    ? configuredTable(configuration, dynamodbTable)
    : holder.dynamodb && runningTable(configuration, holder.dynamodb)
  return [
    ...(table === undefined
      ? [failed("workflow store", "the service has none yet", "Wait until it serves, or look at its log.")]
      : yield* workflowFindings(table)),
    ...(databaseUrl === undefined ? [embeddedFinding(ready)] : yield* externalDatabase(configuration))
  ]
})

const unmade = (check: string) => ok(check, "the first start makes it in the data folder")

/** Without a service: opens embedded stores, where they exist, under the folder's lock. */
const alone = Effect.fnUntraced(function*(configuration: Configuration) {
  const { databaseUrl, dataDir, dynamodbTable } = configuration
  const exists = (store: string) => existsSync(join(dataDir, `${store}.engine.json`))
  const needsLock = dynamodbTable === undefined && exists("workflow") || databaseUrl === undefined && exists("postgres")
  const lock = needsLock ? yield* lockFolder(dataDir) : undefined
  const workflow = dynamodbTable !== undefined
    ? yield* workflowFindings(configuredTable(configuration, dynamodbTable))
    : lock !== undefined && exists("workflow")
    ? yield* workflowFindings(yield* embeddedTableIn(configuration, lock))
    : [unmade("workflow store")]
  const database = databaseUrl !== undefined
    ? yield* externalDatabase(configuration)
    : exists("postgres")
    ? yield* databaseFindings(yield* databaseIn(configuration), true)
    : [unmade("postgresql")]
  return [...workflow, ...database]
})

/** Checks everything the service depends on: one line per check, and what to do. Changes nothing that anybody would notice. */
export const doctor: Command = Effect.fn("doctor")(function*(configuration) {
  const { dataDir } = configuration
  const holder = yield* Effect.promise(() => currentHolder(dataDir))
  const ready = holder?.base === undefined ? undefined : yield* askReady(holder.base)
  const findings: ReadonlyArray<Finding> = [
    ok("configuration", "every variable can be read"),
    ...(yield* folderFindings(dataDir, holder)),
    yield* keysFinding(configuration, holder?.base),
    yield* mailFinding(dataDir),
    ...(holder?.base === undefined ? [] : [serviceFinding(holder.base, ready)]),
    ...(yield* holder === undefined ? alone(configuration) : beside(configuration, holder, ready))
  ]
  return reportOf(findings)
})
