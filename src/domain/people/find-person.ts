import { Effect, Option } from "effect"
import { AddressFormer } from "./address-former.ts"
import { People } from "./people.port.ts"
import type { Person } from "./person.ts"

/** Entries are merged one into the other a few times at most. */
const mergesAtMost = 5

/** The person whose entry this one has become part of, or the last entry `before` that of this id. */
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

/** Who holds this (normalized) address, be it as a former one of theirs. */
export const findHolder = Effect.fn("findHolder")(function*(address: string) {
  return yield* standing(yield* (yield* People).findByAddress(address))
})

/** Whose address this is now. One that somebody had formerly is refused: it may have an owner who is not known yet. */
export const findPerson = Effect.fn("findPerson")(function*(address: string) {
  const holder = yield* findHolder(address)
  return Option.isSome(holder) && holder.value.address !== address
    ? yield* new AddressFormer({ person_id: holder.value.id })
    : holder
})
