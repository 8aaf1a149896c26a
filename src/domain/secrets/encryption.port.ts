import { Context, type Effect } from "effect"

/** Keeps from readers of a store what only the holder of a secret may read. A secret is 32 bytes, as base64url. */
export class Encryption extends Context.Service<Encryption, {
  /** The text, encrypted (AES-256-GCM) and safe against changes; some bytes longer than it. */
  readonly close: (secret: string, text: string) => Effect.Effect<Uint8Array>
  /** The text again. Another secret, or bytes that were changed, are a defect. */
  readonly open: (secret: string, closed: Uint8Array) => Effect.Effect<string>
}>()("tsa/secrets/Encryption") {}
