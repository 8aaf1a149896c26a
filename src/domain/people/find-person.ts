import { Effect, Option } from "effect"
import { People } from "./people.port.ts"

/** Entries are merged one into the other a few times at most. */
const mergesAtMost = 5

/** The person of this (normalized) address, a former one of theirs included; the one whose entry theirs has become part of. */
export const findPerson = Effect.fn("findPerson")(function*(address: string) {
  const { findByAddress, get } = yield* People
  let found = yield* findByAddress(address)
  for (let merges = 0; merges < mergesAtMost; merges++) {
    if (Option.isNone(found) || found.value.merged_into === undefined) return found
    found = yield* get(found.value.merged_into)
  }
  return Option.none<never>()
})
