import { Effect, Logger } from "effect"
import { parseArgs } from "node:util"
import { migrate } from "../adapters/postgres/migrate.ts"
import type { Answer } from "./cli/door.ts"
import { openDoor } from "./cli/door.ts"
import { tokenCommand } from "./cli/token.ts"
import { usage, UsageError } from "./cli/usage.ts"
import { type Configuration, configurationOf } from "./configuration.ts"
import { migrationsFolder } from "./embedded.ts"
import { databaseIn } from "./stores.ts"

const options = {
  role: { type: "string" },
  email: { type: "string" },
  school: { type: "string" },
  id: { type: "string" },
  name: { type: "string" },
  "time-zone": { type: "string" },
  "provision-at": { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean" }
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"]

const show = ({ body, status }: Answer): { readonly text: string; readonly failed: boolean } => ({
  text: JSON.stringify(body, null, 2),
  failed: status >= 400
})

const addSchool = (values: Values) => ({
  school_id: Number(values.id),
  name_of_institution: values.name,
  time_zone: values["time-zone"] ?? "America/Chicago",
  ...(values["provision-at"] !== undefined && { policy: { provision_at: values["provision-at"] } })
})

const migrateCommand = Effect.fnUntraced(function*(configuration: Configuration) {
  if (configuration.databaseUrl === undefined) {
    return yield* new UsageError({
      message: "migrate needs DATABASE_URL; the embedded database is migrated when the service starts"
    })
  }
  yield* migrate(migrationsFolder).pipe(Effect.provide(yield* databaseIn(configuration)))
  return { text: "The database is up to date.", failed: false }
})

const command = Effect.fnUntraced(
  function*(words: ReadonlyArray<string>, values: Values, configuration: Configuration) {
    const [name, what] = words
    if (name === "token") {
      const { email, id, name: called, role, school } = values
      return { text: yield* tokenCommand(configuration, { role, email, school, id, name: called }), failed: false }
    }
    if (name === "migrate") return yield* migrateCommand(configuration)
    if (name === "schools" && what === "list") {
      return show(yield* (yield* openDoor(configuration))("GET", "/staff/schools"))
    }
    if (name === "schools" && what === "add") {
      return show(yield* (yield* openDoor(configuration))("POST", "/staff/schools", addSchool(values)))
    }
    if (name === "provision" && what !== undefined && /^[\w-]+$/.test(what)) {
      const query = values["dry-run"] === true ? "?dry_run=true" : ""
      return show(yield* (yield* openDoor(configuration))("POST", `/staff/enrollments/${what}/provision${query}`))
    }
    return yield* new UsageError({ message: usage })
  }
)

const main = Effect.gen(function*() {
  const { positionals, values } = yield* Effect.try({
    try: () => parseArgs({ options, allowPositionals: true }),
    catch: () => new UsageError({ message: usage })
  })
  if (values.help === true) return { text: usage, failed: false }
  return yield* command(positionals, values, yield* configurationOf(process.env))
}).pipe(Effect.scoped, Effect.provide(Logger.layer([])))

const exit = await Effect.runPromise(main.pipe(
  Effect.catchDefect((defect) => Effect.succeed({ text: String(defect), failed: true })),
  Effect.catch((error) => Effect.succeed({ text: error.message, failed: true }))
))
;(exit.failed ? console.error : console.log)(exit.text)
process.exit(exit.failed ? 1 : 0)
