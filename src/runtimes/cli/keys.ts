import { Effect, Redacted } from "effect"
import type { JWK } from "jose"
import { newKeys, newSigningKey, publicHalf, rotateIn } from "../embedded/folder-keys.ts"
import type { Command, Shown } from "./command.ts"
import { confirmed } from "./confirmed.ts"

/** Settings by name, each as a string, on one line, as stores of secrets take them. */
const settings = (data: unknown): Shown => ({ text: JSON.stringify(data), data, failed: false })

/** Makes settings for a service whose data folder does not keep them. */
export const newSettings: Command = Effect.fn("keysCommand")(function*() {
  const { seal, signing } = yield* Effect.promise(newKeys)
  return settings({ SIGNING_KEY: JSON.stringify(signing), SEAL_KEY: seal })
})

const setOf = (...held: ReadonlyArray<JWK>) => JSON.stringify({ keys: held.map(publicHalf) })

/**
 * Returns the settings of a rotation, one deployment after another. Every process verifies the new key before any signs with it, and
 * verifies the old one as long as its tokens live. A leaked key is gone with the first deployment.
 */
const deployments = (before: JWK, next: JWK, hasLeaked: boolean) => {
  const signing = { SIGNING_KEY: JSON.stringify(next) }
  return hasLeaked
    ? [{ ...signing, VERIFYING_KEYS: setOf() }]
    : [{ VERIFYING_KEYS: setOf(next) }, { ...signing, VERIFYING_KEYS: setOf(before) }, { VERIFYING_KEYS: setOf() }]
}

/** Makes another key sign: in the data folder, from the next start on. Where the key is a setting, prints the settings. */
export const rotateKeys: Command<{ readonly leaked?: boolean; readonly yes?: boolean }> = Effect.fn(
  "rotateKeysCommand"
)(
  function*({ dataDir, signingKey }, { leaked = false, yes }) {
    if (signingKey !== undefined) {
      const next = yield* Effect.promise(newSigningKey)
      return settings(deployments(Redacted.value(signingKey), next, leaked))
    }
    yield* confirmed(`This replaces the signing key in ${dataDir}.`, yes)
    yield* rotateIn(dataDir, leaked)
    const before = leaked ? "are refused" : "are good until they expire"
    return {
      text: `Restart the service: it signs with a new key then, and tokens of the key before ${before}.`,
      data: { rotated: true, leaked },
      failed: false
    }
  }
)
