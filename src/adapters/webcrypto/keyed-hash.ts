import { Effect, Layer, Redacted } from "effect"
import { Base64Url } from "effect/encoding"
import { KeyedHash } from "../../domain/secrets/keyed-hash.port.ts"

const algorithm = { name: "HMAC", hash: "SHA-256" } as const

const make = Effect.fnUntraced(function*(key: Redacted.Redacted) {
  const bytes = Uint8Array.from(yield* Effect.orDie(Effect.fromResult(Base64Url.decode(Redacted.value(key)))))
  const imported = yield* Effect.promise(() => crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]))
  return KeyedHash.of({
    of: (purpose, text) =>
      Effect.map(
        Effect.promise(() =>
          crypto.subtle.sign(algorithm, imported, new TextEncoder().encode(JSON.stringify([purpose, text])))
        ),
        (signature) => Base64Url.encode(new Uint8Array(signature))
      )
  })
})

/** KeyedHash with a key of at least 32 bytes, given as base64url. */
export const layer = (key: Redacted.Redacted) => Layer.effect(KeyedHash, make(key))
