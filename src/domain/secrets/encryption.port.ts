import { Context, type Effect } from "effect"

/** Hides from readers of a store what only the holder of a secret may read. A secret is 32 bytes, as base64url. */
export class Encryption extends Context.Service<Encryption, {
  /** Returns the text, encrypted (AES-256-GCM) and safe against changes; it is some bytes longer. */
  readonly close: (secret: string, text: string) => Effect.Effect<Uint8Array>
  /** Returns the text again. Another secret, or changed bytes, are a defect. */
  readonly open: (secret: string, closed: Uint8Array) => Effect.Effect<string>
}>()("tsa/secrets/Encryption") {}
