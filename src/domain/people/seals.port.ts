import { Context, type Effect } from "effect"

/** Keyed hashes: what makes a token unforgeable and keeps addresses out of keys. */
export class Seals extends Context.Service<Seals, {
  /** HMAC-SHA-256 over purpose and text with the service's key, base64url (43 characters). Purposes never collide. */
  readonly seal: (purpose: string, text: string) => Effect.Effect<string>
}>()("tsa/people/Seals") {}

/** Compares two seals in time that does not depend on where they differ. */
export const sameSeal = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  let difference = 0
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
