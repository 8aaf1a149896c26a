import { Context, type Effect } from "effect"

/** Randomness that nobody can guess; a seeded one replays a run. */
export class SecureRandom extends Context.Service<SecureRandom, {
  /** An integer below 2^40 from a CSPRNG. */
  readonly suffixNumber: Effect.Effect<number>
  /** A random UUID (version 4). */
  readonly uuid: Effect.Effect<string>
}>()("tsa/secrets/SecureRandom") {}
