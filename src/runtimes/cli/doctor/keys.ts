import { Effect, Redacted } from "effect"
import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { keysInUse } from "../../embedded/folder-keys.ts"
import { tokens } from "../../services/workflow.ts"
import type { Configuration } from "../../settings/node.ts"
import { systemToken } from "../door.ts"
import { failed, ok, warning } from "./finding.ts"

const check = "keys"

const isReadable = async (path: string): Promise<boolean> => {
  try {
    const { seal, signing } = JSON.parse(await readFile(path, "utf8")) as Partial<Record<"seal" | "signing", unknown>>
    return typeof seal === "string" && typeof signing === "object"
  } catch {
    return false
  }
}

const isAccepted = (base: string, token: string) =>
  Effect.promise(() =>
    fetch(`${base}/staff/schools`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000)
    }).then(({ status }) => status !== 401, () => true)
  )

/** Checks the keys: they exist, are readable by their owner alone, can sign, and are those of the running service. Creates none. */
export const keysFinding = Effect.fnUntraced(function*(configuration: Configuration, base: string | undefined) {
  const { dataDir, sealKey, signingKey } = configuration
  const isConfigured = sealKey !== undefined && signingKey !== undefined
  const path = join(dataDir, "keys.json")
  const mode = yield* Effect.promise(() => stat(path).then((found) => found.mode & 0o077, () => undefined))
  if (!isConfigured) {
    if (mode === undefined) return ok(check, `${path} is made at the first start`)
    if (!(yield* Effect.promise(() => isReadable(path)))) {
      return failed(check, `${path} cannot be read`, "Restore it: without it no link and no token works any more.")
    }
  }
  const keys = yield* keysInUse(configuration)
  const token = Redacted.make(yield* systemToken.pipe(Effect.provide(tokens(configuration, keys))))
  if (base !== undefined && !(yield* isAccepted(base, Redacted.value(token)))) {
    return failed(
      check,
      "the running service has other keys",
      "Set SIGNING_KEY, SEAL_KEY, TOKEN_ISSUER and TOKEN_AUDIENCE as the service has them, or restart the service."
    )
  }
  if (!isConfigured && mode !== 0) return warning(check, "others can read them", `chmod 600 ${path}`)
  return ok(check, isConfigured ? "from the configuration" : `in ${path}`)
})
