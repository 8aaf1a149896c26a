import { Effect, Option, Result } from "effect"
import { People } from "../people/people.port.ts"
import { NotPermitted } from "../people/permit.ts"
import { addressesOf, type Person, signedOutEverywhere, worksHere } from "../people/person.ts"
import { changePerson } from "./change-person.ts"
import { AddressTaken } from "./errors.ts"
import { seenBy } from "./list-people.ts"
import { mergePolicy } from "./permits.ts"
import { isFamilyWithin, mayStandFor } from "./reach.ts"

/** The person at this address from now on, with all that belongs to who had it; signed out, for an old mailbox may be lost. */
export const withAddress = (person: Person, address: string, source: Person | undefined): Person => {
  const guardian_of = [...new Set([...person.guardian_of ?? [], ...source?.guardian_of ?? []])]
  const all = [...addressesOf(person), ...(source === undefined ? [] : addressesOf(source))]
  const former_addresses = [...new Set(all)].filter((each) => each !== address)
  const isSame = person.address === address && former_addresses.length === addressesOf(person).length - 1 &&
    guardian_of.length === (person.guardian_of ?? []).length
  return isSame ? person : {
    ...signedOutEverywhere(person),
    address,
    former_addresses,
    ...(guardian_of.length > 0 && { guardian_of })
  }
}

/** An entry that has become part of another one: nobody can sign in to it, nor does it allow anything. */
const mergedInto = (source: Person, id: string): Person => ({
  ...signedOutEverywhere(source),
  grants: [],
  merged_into: id
})

/** Whose entry holds the address, besides this person's; not one that held it formerly. */
const sourceOf = Effect.fnUntraced(function*(address: string, id: string) {
  return Option.getOrUndefined(
    Option.filter(
      yield* (yield* People).findByAddress(address),
      (holder) => holder.id !== id && holder.address === address
    )
  )
})

/**
 * Makes an address that of the permitted person: a new one, or one that another parent's entry holds, which becomes part of this one. The
 * entry that ends is closed first, then the other one grows; a crash in between leaves a request that can be made again. An admin may do
 * so only where everything that this moves is at schools they manage.
 */
export const mergeAddress = Effect.fn("mergeAddress")(function*(address: string) {
  const { principal, resource: target } = yield* mergePolicy.tag
  if (!mayStandFor(principal, target) || !(yield* isFamilyWithin(principal, target))) {
    return yield* new NotPermitted({ action: "people.merge" })
  }
  if (!(yield* isFamilyWithin(principal, { address }))) return yield* new AddressTaken()
  const holder = yield* (yield* People).claimAddress(address, target.id)
  const source = holder === target.id ? undefined : yield* sourceOf(address, target.id)
  const isClosed = source?.merged_into === target.id
  if (holder !== target.id && source === undefined) return yield* new AddressTaken()
  if (source !== undefined && !isClosed) {
    const isOther = worksHere(source) || source.merged_into !== undefined
    if (isOther || !(yield* isFamilyWithin(principal, source))) return yield* new AddressTaken()
    yield* changePerson(
      principal,
      source.id,
      (current) =>
        worksHere(current) ? Result.fail(new AddressTaken()) : Result.succeed(mergedInto(current, target.id)),
      { type: "person_merged", details: { into: target.id } }
    )
  }
  const person = yield* changePerson(
    principal,
    target.id,
    (current) => Result.succeed(withAddress(current, address, source)),
    { type: "person_address_changed", details: source === undefined ? {} : { merged: source.id } }
  )
  return seenBy(principal, person)
})
