import { Effect, Layer } from "effect"
import { SecureRandom } from "../../domain/secrets/secure-random.port.ts"

/** The platform's CSPRNG. */
export const layer = Layer.succeed(
  SecureRandom,
  SecureRandom.of({
    suffixNumber: Effect.sync(() =>
      crypto.getRandomValues(new Uint8Array(5)).reduce((number, byte) => number * 256 + byte, 0)
    ),
    uuid: Effect.sync(() => crypto.randomUUID())
  })
)
