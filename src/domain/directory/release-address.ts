import { DateTime, Effect, Option, Result } from "effect"
import { begunUnder, moveFamily } from "../enrollment/family/address.ts"
import { guardedBy } from "../enrollment/reading/list-own.ts"
import { findHolder } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import { NotPermitted } from "../people/permit.ts"
import { addressesOf, type Person } from "../people/person.ts"
import type { Principal } from "../people/principal.ts"
import { retryStale } from "../store/retry-stale.ts"
import { VersionConflict } from "../store/stale-version.ts"
import { changePerson } from "./change-person.ts"
import { AddressInUse } from "./errors.ts"
import { seenBy } from "./list-people.ts"
import { mergePolicy } from "./policies.ts"
import { managedSchools, mayMove } from "./reach.ts"

/** Returns the person without an address that they had or were to have. Unchanged if it is neither. */
export const withoutAddress = (person: Person, address: string): Person => {
  const { pending_address, ...rest } = person
  const { epoch, former_addresses = [], released_addresses = [] } = person
  const isPending = pending_address?.address === address
  if (!former_addresses.includes(address)) return isPending ? rest : person
  return {
    ...(isPending ? rest : person),
    former_addresses: former_addresses.filter((each) => each !== address),
    released_addresses: [...released_addresses, address],
    epoch: epoch + 1
  }
}

/** If an entry that was merged into the person's still makes the address theirs, moves that entry to the person's present address. */
const freeMerged = Effect.fnUntraced(function*(address: string, person: Person) {
  const { findByAddress, replace } = yield* People
  const [entry, holder] = [yield* findByAddress(address), yield* findHolder(address)]
  if (Option.isNone(entry) || entry.value.id === person.id) return
  if (Option.exists(holder, ({ id }) => id === person.id)) {
    const left = addressesOf(entry.value).filter((each) => each !== address && each !== person.address)
    yield* replace(entry.value, { ...entry.value, address: person.address, former_addresses: left })
  }
}, (effect, _address, { id }) =>
  effect.pipe(
    retryStale(() => new VersionConflict({ id }))
  ))

/**
 * Moves what was the person's by this address to their present one, and drops what the address was to confirm, since that was meant for
 * them.
 */
const keepTheirs = Effect.fnUntraced(function*(principal: Principal, person: Person, address: string) {
  const { confirmed, toConfirm } = yield* People
  const theirs = [...yield* begunUnder(address), ...yield* guardedBy(person)]
  yield* moveFamily(principal, theirs, { from: address, to: person.address })
  const subjects = yield* toConfirm(address, DateTime.formatIso(yield* DateTime.now))
  yield* Effect.forEach(subjects, (subject) => confirmed(address, subject), { discard: true })
})

/**
 * Lets go of an address that the permitted person had formerly, or is to have: it is free for whoever has it now. Returns the person. After
 * a crash in between, the request can be made again.
 */
export const releaseAddress = Effect.fn("releaseAddress")(
  function*(permit: PermitOf<typeof mergePolicy>, address: string) {
    const { principal, resource: person } = permit
    if (!(yield* mayMove(managedSchools(principal), person))) return yield* new NotPermitted({ action: "people.merge" })
    if (person.address === address) return yield* new AddressInUse()
    if (addressesOf(person).includes(address)) yield* keepTheirs(principal, person, address)
    const after = yield* changePerson(
      principal,
      person.id,
      (current) => Result.succeed(withoutAddress(current, address)),
      { type: "person_address_released", details: {} }
    )
    yield* freeMerged(address, after)
    return seenBy(principal, after)
  }
)
