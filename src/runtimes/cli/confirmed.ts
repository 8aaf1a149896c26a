import { Effect } from "effect"
import { createInterface } from "node:readline/promises"
import { NotDone, UsageError } from "./usage.ts"

const isTerminal = () => process.stdin.isTTY && process.stderr.isTTY

const answerTo = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** Continues if a person at the terminal agrees, or if `--yes` was given. Fails for a script that says nothing. */
export const confirmed = Effect.fnUntraced(function*(what: string, yes = false) {
  if (yes) return
  if (!isTerminal()) {
    return yield* new UsageError({ message: `${what} Nothing was done: where nobody can be asked, --yes is needed.` })
  }
  const answer = yield* Effect.promise(() => answerTo(`${what} Go on? [y/N] `))
  if (!/^y(es)?$/i.test(answer.trim())) return yield* new NotDone({ message: "Nothing was changed." })
})
