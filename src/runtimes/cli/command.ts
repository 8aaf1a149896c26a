import type { Effect, Scope } from "effect"
import type { parseArgs } from "node:util"
import type { Configuration } from "../configuration.ts"
import type { Answer } from "./door.ts"

/** Every option that some command takes. */
export const options = {
  role: { type: "string" },
  email: { type: "string" },
  school: { type: "string" },
  id: { type: "string" },
  name: { type: "string" },
  "time-zone": { type: "string" },
  "provision-at": { type: "string" },
  enrollment: { type: "string" },
  person: { type: "string" },
  "unseen-days": { type: "string" },
  state: { type: "string" },
  code: { type: "string" },
  "dry-run": { type: "boolean" },
  leaked: { type: "boolean" },
  repair: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean" }
} as const

export type Options = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"]

export interface Shown {
  readonly text: string
  readonly failed: boolean
  /** A report goes to standard output also when what it found is a failure. */
  readonly isReport?: true
}

/** What a command does with the word that follows its name, with its options, on the stores of the configuration. */
export type Command = (
  configuration: Configuration,
  options: Options,
  word: string
) => Effect.Effect<Shown, { readonly message: string }, Scope.Scope>

/** An answer of the service as the command line shows it. */
export const shown = ({ body, status }: Answer): Shown => ({
  text: JSON.stringify(body, null, 2),
  failed: status >= 400
})
