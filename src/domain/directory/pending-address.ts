import { Effect, Option } from "effect"
import { AddressFormer } from "../people/address-former.ts"
import { standing } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import { type Person, worksHere } from "../people/person.ts"
import { AddressTaken } from "./errors.ts"
import { isFamilyWithin, mayMove } from "./reach.ts"

/** Returns the entry that the owner of an address brings along: a parent's, or one that has become part of the target's already. */
const sourceOf = Effect.fnUntraced(function*(address: string, target: Person) {
  const entry = yield* standing(yield* (yield* People).findByAddress(address), target.id)
  if (Option.isNone(entry) || entry.value.id === target.id) return undefined
  const source = entry.value
  if (source.merged_into !== undefined) return source
  if (source.address !== address) return yield* new AddressFormer({ person_id: source.id })
  return worksHere(source) ? yield* new AddressTaken() : source
})

/**
 * Returns the entry that the address would bring along if it became the person's, or nothing. Fails if the address is not free for that, or
 * if any part of the entry is at a school that is not among `schools`.
 */
export const broughtAlong = Effect.fnUntraced(function*(
  address: string,
  target: Person,
  schools: Parameters<typeof isFamilyWithin>[0]
) {
  const source = yield* sourceOf(address, target)
  const isWithin = (yield* isFamilyWithin(schools, { address })) &&
    (source === undefined || (yield* isFamilyWithin(schools, source)))
  return isWithin ? source : yield* new AddressTaken()
})

/**
 * Returns the person who waits for this address, and the entry it would bring along, as long as everything that this moves is where it may
 * be.
 */
export const awaiting = Effect.fnUntraced(function*(address: string, id: string) {
  const found = yield* (yield* People).get(id)
  if (Option.isNone(found) || found.value.merged_into !== undefined) return Option.none()
  const target = found.value
  const pending = target.pending_address
  if (pending?.address !== address || !(yield* mayMove(pending.schools, target))) return Option.none()
  return Option.some({ target, source: yield* broughtAlong(address, target, pending.schools) })
}, Effect.catchTag(["AddressFormer", "AddressTaken"], () => Effect.succeedNone))
