import { Effect } from "effect"
import { newKeys } from "../data-folder.ts"
import type { Command } from "./command.ts"

/** Settings for a service whose data folder does not keep them: by name, each as a string, as stores of secrets take them. */
export const keys: Command = Effect.fn("keysCommand")(function*() {
  const { seal, signing } = yield* Effect.promise(newKeys)
  return { text: JSON.stringify({ SIGNING_KEY: JSON.stringify(signing), SEAL_KEY: seal }), failed: false }
})
