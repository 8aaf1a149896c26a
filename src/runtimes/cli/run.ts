import { Effect, Logger, Result } from "effect"
import { configurationOf } from "../settings/node.ts"
import type { Shown } from "./command.ts"
import type { Chosen } from "./declared.ts"
import { inWords } from "./in-words.ts"

const failure = (message: string): Shown => ({ text: message, data: { error: message }, failed: true })

/** Runs a command on the stores that the environment names, prints what it says, and returns its exit code. */
export const runChosen = async (
  { json, load, misconfigured }: Chosen,
  environment: Readonly<Record<string, string | undefined>>
): Promise<0 | 1 | 2> => {
  const work = Effect.gen(function*() {
    const configuration = yield* Effect.result(configurationOf(environment))
    if (Result.isSuccess(configuration)) return yield* (yield* Effect.promise(load))(configuration.success, {})
    if (misconfigured === undefined) return yield* configuration.failure
    return (yield* Effect.promise(misconfigured))(configuration.failure)
  }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  let code: 1 | 2 = 1
  const { data, failed, isReport, text } = await Effect.runPromise(work.pipe(
    Effect.catchDefect((defect) => Effect.succeed(failure(String(defect)))),
    Effect.catch((error) => {
      if ("_tag" in error && error._tag === "UsageError") code = 2
      return Effect.succeed(failure(inWords(error)))
    })
  ))
  const words = json ? JSON.stringify(data, null, 2) : text
  ;(failed && isReport !== true ? console.error : console.log)(words)
  return failed ? code : 0
}
