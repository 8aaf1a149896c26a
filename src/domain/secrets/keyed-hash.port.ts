import { Context, type Effect } from "effect"

/** Keyed hashes make a token unforgeable and keep addresses out of keys. */
export class KeyedHash extends Context.Service<KeyedHash, {
  /** Returns HMAC-SHA-256 over purpose and text with the service's key, base64url (43 characters). Purposes never collide. */
  readonly of: (purpose: string, text: string) => Effect.Effect<string>
}>()("tsa/secrets/KeyedHash") {}

/** Compares two keyed hashes in time that does not depend on where they differ. */
export const sameHash = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  let difference = 0
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
