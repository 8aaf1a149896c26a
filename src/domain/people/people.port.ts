import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Person } from "./person.ts"

/** The directory of people and their grants. */
export class People extends Context.Service<People, {
  /** The person of this id. */
  readonly get: (id: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** The entry that holds this (normalized) address, now or formerly. */
  readonly findByAddress: (address: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** Enters a person; returns the one who stands there already for the address, or for the id. */
  readonly add: (person: Person) => Effect.Effect<Person, StoreUnavailable>
  /** Leaves an address to a person, unless it is another's; returns whose it is. */
  readonly claimAddress: (address: string, id: string) => Effect.Effect<string, StoreUnavailable>
  /** All who hold another role than parent. Who was given one a moment ago may be missing; grants are as they are. */
  readonly list: Effect.Effect<ReadonlyArray<Person>, StoreUnavailable>
  /** Stores a changed person on the condition that epoch and version are still those of `before`; returns it with its next version. */
  readonly replace: (before: Person, after: Person) => Effect.Effect<Person, StaleVersion | StoreUnavailable>
  /** Notes what the owner of an address is to confirm, until then: a person's id, or an enrollment's. Noted again, it waits longer. */
  readonly askToConfirm: (address: string, subject: string, until: string) => Effect.Effect<void, StoreUnavailable>
  /** What an address is to confirm at `now`, read consistently. */
  readonly toConfirm: (address: string, now: string) => Effect.Effect<ReadonlyArray<string>, StoreUnavailable>
  /** There is nothing of this to confirm any more. */
  readonly confirmed: (address: string, subject: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/people/People") {}
