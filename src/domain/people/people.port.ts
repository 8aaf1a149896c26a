import { Context, type Effect, type Option } from "effect"
import type { Person } from "./person.ts"
import type { StaleVersion } from "./stale-version.ts"
import type { StoreUnavailable } from "./store-unavailable.ts"

/** The directory of people and their grants. */
export class People extends Context.Service<People, {
  /** The person of this id. */
  readonly get: (id: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** The person of this (normalized) address. */
  readonly findByAddress: (address: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** Enters a person; answers the one who stands there already for the address, or for the id. */
  readonly add: (person: Person) => Effect.Effect<Person, StoreUnavailable>
  /** Stores changed grants on the condition that the epoch is still `before.epoch`. */
  readonly replace: (before: Person, after: Person) => Effect.Effect<void, StaleVersion | StoreUnavailable>
}>()("tsa/people/People") {}
