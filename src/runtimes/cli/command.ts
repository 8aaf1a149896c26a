import type { Effect, Scope } from "effect"
import type { Configuration } from "../settings/node.ts"

/** What a command says: words for people, and the same as data for programs. */
export interface Shown {
  readonly text: string
  readonly data: unknown
  readonly failed: boolean
  /** A report goes to standard output even when what it found is a failure. */
  readonly isReport?: true
}

/** What a command does with its flags and words, on the configured stores. */
export type Command<Flags = object, Words extends ReadonlyArray<string> = readonly []> = (
  configuration: Configuration,
  flags: Flags,
  ...words: Words
) => Effect.Effect<Shown, { readonly message: string }, Scope.Scope>
