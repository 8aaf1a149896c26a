import { Effect, Option } from "effect"
import { AddressFormer } from "./address-former.ts"
import { People } from "./people.port.ts"
import type { Person } from "./person.ts"

/** Entries are merged one into another a few times at most. */
const mergesAtMost = 5

/**
 * Follows merges from this entry. Returns the person whose entry it has become part of, or, with `before`, the last entry before the one
 * with that id.
 */
export const standing = Effect.fnUntraced(function*(entry: Option.Option<Person>, before?: string) {
  const { get } = yield* People
  let found = entry
  for (let merges = 0; merges < mergesAtMost; merges++) {
    if (Option.isNone(found) || found.value.merged_into === undefined || found.value.merged_into === before) {
      return found
    }
    found = yield* get(found.value.merged_into)
  }
  return Option.none<Person>()
})

/** Returns the person who holds this (normalized) address, even as a former one. */
export const findHolder = Effect.fn("findHolder")(function*(address: string) {
  return yield* standing(yield* (yield* People).findByAddress(address))
})

/**
 * Returns the person whose address this is now. Fails with `AddressFormer` for a former address: it may have an owner who is not known yet.
 */
export const findPerson = Effect.fn("findPerson")(function*(address: string) {
  const holder = yield* findHolder(address)
  return Option.isSome(holder) && holder.value.address !== address
    ? yield* new AddressFormer({ person_id: holder.value.id })
    : holder
})
