import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Person } from "./person.ts"

/** The directory of people and their grants. */
export class People extends Context.Service<People, {
  /** Returns the person with this id. */
  readonly get: (id: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** Returns the entry that holds this (normalized) address, now or formerly. */
  readonly findByAddress: (address: string) => Effect.Effect<Option.Option<Person>, StoreUnavailable>
  /** Enters a person. Returns the entry that is stored now: this one, or the one that has the address or the id already. */
  readonly add: (person: Person) => Effect.Effect<Person, StoreUnavailable>
  /** Assigns an address to a person, unless it is somebody else's. Returns the id of the person who holds it. */
  readonly claimAddress: (address: string, id: string) => Effect.Effect<string, StoreUnavailable>
  /**
   * Returns all who hold another role than parent. Somebody who was given one a moment ago may be missing; the grants returned are current.
   */
  readonly list: Effect.Effect<ReadonlyArray<Person>, StoreUnavailable>
  /** Stores a changed person if epoch and version are still those of `before`. Returns the person with its next version. */
  readonly replace: (before: Person, after: Person) => Effect.Effect<Person, StaleVersion | StoreUnavailable>
  /**
   * Notes, until `until`, that the owner of an address is to confirm a subject: a person's id, or an enrollment's. Noted again, it waits
   * longer.
   */
  readonly askToConfirm: (address: string, subject: string, until: string) => Effect.Effect<void, StoreUnavailable>
  /** Returns what an address is to confirm at `now`, read consistently. */
  readonly toConfirm: (address: string, now: string) => Effect.Effect<ReadonlyArray<string>, StoreUnavailable>
  /** Notes that this subject no longer needs to be confirmed. */
  readonly confirmed: (address: string, subject: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/people/People") {}
