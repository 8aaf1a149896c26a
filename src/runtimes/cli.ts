import { Effect, Logger, Result } from "effect"
import { parseArgs } from "node:util"
import { auditReads } from "./cli/audit.ts"
import { revokeAll, revokePerson } from "./cli/auth.ts"
import { type Command, options, type Shown } from "./cli/command.ts"
import { doctor, misconfigured } from "./cli/doctor.ts"
import { keys, rotateKeys } from "./cli/keys.ts"
import { migrate } from "./cli/migrate.ts"
import { addPerson, grant, listPeople, mergeAddress, releaseAddress, revoke } from "./cli/people.ts"
import { provision } from "./cli/provision.ts"
import { listProvisioning, retryProvisioning } from "./cli/provisioning.ts"
import { reconcile } from "./cli/reconcile.ts"
import { recordsCount, recordsMissing } from "./cli/records.ts"
import { addSchool, listSchools } from "./cli/schools.ts"
import { createTable } from "./cli/table.ts"
import { token } from "./cli/token.ts"
import { usage, UsageError } from "./cli/usage.ts"
import { configurationOf } from "./configuration.ts"

/** By name: one word, or two. */
const commands: Readonly<Record<string, Command>> = {
  "audit reads": auditReads,
  "auth revoke": revokePerson,
  "auth revoke-all": revokeAll,
  doctor,
  keys,
  "keys rotate": rotateKeys,
  migrate,
  "people add": addPerson,
  "people grant": grant,
  "people list": listPeople,
  "people merge-address": mergeAddress,
  "people release-address": releaseAddress,
  "people revoke": revoke,
  provision,
  "provisioning list": listProvisioning,
  "provisioning retry": retryProvisioning,
  "records count": recordsCount,
  "records missing": recordsMissing,
  reconcile,
  "schools add": addSchool,
  "schools list": listSchools,
  "table create": createTable,
  token
}

/** The command that the words name, and the word after its name. */
const named = ([first = "", second = "", third = ""]: ReadonlyArray<string>) => {
  const [long, short] = [commands[`${first} ${second}`], commands[first]]
  return long !== undefined ? { command: long, word: third } : short && { command: short, word: second }
}

const main = Effect.gen(function*() {
  const { positionals, values } = yield* Effect.try({
    try: () => parseArgs({ options, allowPositionals: true }),
    catch: () => new UsageError({ message: usage })
  })
  if (values.help === true) return { text: usage, failed: false }
  const found = named(positionals)
  if (found === undefined) return yield* new UsageError({ message: usage })
  const configuration = yield* Effect.result(configurationOf(process.env))
  if (Result.isSuccess(configuration)) return yield* found.command(configuration.success, values, found.word)
  return found.command === doctor ? misconfigured(configuration.failure, values) : yield* configuration.failure
}).pipe(Effect.scoped, Effect.provide(Logger.layer([])))

// What it writes, its own and its stores', is for its user alone.
process.umask(0o077)

const exit: Shown = await Effect.runPromise(main.pipe(
  Effect.catchDefect((defect) => Effect.succeed({ text: String(defect), failed: true })),
  Effect.catch((error) => Effect.succeed({ text: error.message, failed: true }))
))
;(exit.failed && exit.isReport !== true ? console.error : console.log)(exit.text)
process.exit(exit.failed ? 1 : 0)
