import { Effect, Logger } from "effect"
import { parseArgs } from "node:util"
import { type Command, options } from "./cli/command.ts"
import { migrate } from "./cli/migrate.ts"
import { provision } from "./cli/provision.ts"
import { listProvisioning, retryProvisioning } from "./cli/provisioning.ts"
import { addSchool, listSchools } from "./cli/schools.ts"
import { token } from "./cli/token.ts"
import { usage, UsageError } from "./cli/usage.ts"
import { configurationOf } from "./configuration.ts"

/** By name: one word, or two. */
const commands: Readonly<Record<string, Command>> = {
  migrate,
  provision,
  "provisioning list": listProvisioning,
  "provisioning retry": retryProvisioning,
  "schools add": addSchool,
  "schools list": listSchools,
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
  return yield* found.command(yield* configurationOf(process.env), values, found.word)
}).pipe(Effect.scoped, Effect.provide(Logger.layer([])))

const exit = await Effect.runPromise(main.pipe(
  Effect.catchDefect((defect) => Effect.succeed({ text: String(defect), failed: true })),
  Effect.catch((error) => Effect.succeed({ text: error.message, failed: true }))
))
;(exit.failed ? console.error : console.log)(exit.text)
process.exit(exit.failed ? 1 : 0)
