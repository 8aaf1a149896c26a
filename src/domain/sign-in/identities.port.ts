import { Context, type Effect, type Option } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** Which person stands behind an identity of an issuer. Keys are keyed hashes. */
export class Identities extends Context.Service<Identities, {
  /** Returns the id of the person, from a consistent read. */
  readonly find: (key: string) => Effect.Effect<Option.Option<string>, StoreUnavailable>
  /** Links it to this person for ever, if it is free. Returns the person it is linked to. */
  readonly link: (key: string, person_id: string) => Effect.Effect<string, StoreUnavailable>
}>()("tsa/sign-in/Identities") {}
