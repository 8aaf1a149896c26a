import { Effect, Option, Result } from "effect"
import { findHolder } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import { addressesOf, type Person, signedOutEverywhere, worksHere } from "../people/person.ts"
import { changePerson } from "./change-person.ts"
import { AddressTaken } from "./errors.ts"
import { awaiting } from "./pending-address.ts"

const all = (
  ...lists: ReadonlyArray<ReadonlyArray<string> | undefined>
) => [...new Set(lists.flatMap((list) => list ?? []))]

/**
 * Returns the person with this address from now on, and with everything that belonged to its former holder. They are signed out, since an
 * old mailbox may be lost.
 */
export const withAddress = (person: Person, address: string, source: Person | undefined): Person => {
  const { pending_address: _, ...rest } = person
  const guardian_of = all(person.guardian_of, source?.guardian_of)
  const released_addresses = all(person.released_addresses, source?.released_addresses)
  const held = all(addressesOf(person), source && addressesOf(source))
  return {
    ...signedOutEverywhere(rest),
    address,
    former_addresses: held.filter((each) => each !== address),
    ...(guardian_of.length > 0 && { guardian_of }),
    ...(released_addresses.length > 0 && { released_addresses })
  }
}

/** Returns an entry as part of another one: nobody can sign in to it, and it allows nothing. */
const mergedInto = (source: Person, id: string): Person => ({
  ...signedOutEverywhere(source),
  grants: [],
  merged_into: id
})

/**
 * From now on the owner of this address, whom a mail has reached there, is this person, if the person still waits for it. The entry that
 * ends is closed first, then the other one grows. After a crash in between, the same link carries on.
 */
export const confirmAddress = Effect.fn("confirmAddress")(function*(address: string, id: string) {
  const found = yield* awaiting(address, id)
  if (Option.isNone(found)) return
  const { source, target } = found.value
  const principal = { _tag: "Person", ...target } as const
  if (source === undefined) {
    yield* (yield* People).claimAddress(address, id)
    const holder = yield* findHolder(address)
    if (Option.exists(holder, (each) => each.id !== id)) return
  } else if (source.merged_into === undefined) {
    yield* changePerson(
      principal,
      source.id,
      (current) => worksHere(current) ? Result.fail(new AddressTaken()) : Result.succeed(mergedInto(current, id)),
      { type: "person_merged", details: { into: id } }
    )
  }
  yield* changePerson(
    principal,
    id,
    (current) =>
      Result.succeed(current.pending_address?.address === address ? withAddress(current, address, source) : current),
    { type: "person_address_changed", details: source === undefined ? {} : { merged: source.id } }
  )
}, Effect.catchTag("AddressTaken", () => Effect.void))
