import { Effect, Layer } from "effect"
import { Base64Url } from "effect/encoding"
import { Encryption } from "../../domain/secrets/encryption.port.ts"

const algorithm = "AES-GCM"
const nonceBytes = 12

const imported = Effect.fnUntraced(function*(secret: string, use: "encrypt" | "decrypt") {
  const bytes = Uint8Array.from(yield* Effect.orDie(Effect.fromResult(Base64Url.decode(secret))))
  return yield* Effect.promise(() => crypto.subtle.importKey("raw", bytes, algorithm, false, [use]))
})

/** AES-256-GCM, with a fresh nonce in front of each text. */
export const layer = Layer.succeed(
  Encryption,
  Encryption.of({
    close: Effect.fnUntraced(function*(secret, text) {
      const key = yield* imported(secret, "encrypt")
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
      const closed = yield* Effect.promise(() =>
        crypto.subtle.encrypt({ name: algorithm, iv }, key, new TextEncoder().encode(text))
      )
      const bytes = new Uint8Array(nonceBytes + closed.byteLength)
      bytes.set(iv)
      bytes.set(new Uint8Array(closed), nonceBytes)
      return bytes
    }),
    open: Effect.fnUntraced(function*(secret, closed) {
      const key = yield* imported(secret, "decrypt")
      const [iv, rest] = [Uint8Array.from(closed.slice(0, nonceBytes)), Uint8Array.from(closed.slice(nonceBytes))]
      const text = yield* Effect.promise(() => crypto.subtle.decrypt({ name: algorithm, iv }, key, rest))
      return new TextDecoder().decode(text)
    })
  })
)
