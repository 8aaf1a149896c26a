import { Context, type Effect, type Option } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** Which person stands behind an identity of an issuer. Keys are keyed hashes. */
export class Identities extends Context.Service<Identities, {
  /** The id of the person, read consistently. */
  readonly find: (key: string) => Effect.Effect<Option.Option<string>, StoreUnavailable>
  /** Links it to this person if it is free, for ever; returns whom it is linked to. */
  readonly link: (key: string, person_id: string) => Effect.Effect<string, StoreUnavailable>
}>()("tsa/sign-in/Identities") {}
