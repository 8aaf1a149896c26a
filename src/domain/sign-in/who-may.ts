import { DateTime, Effect, Option } from "effect"
import { wasInvited } from "../invitation/invited-address.ts"
import { enterPerson } from "../people/enter-person.ts"
import { findHolder } from "../people/find-person.ts"
import type { Grant } from "../people/principal.ts"
import { retryStale } from "../store/retry-stale.ts"
import { StoreUnavailable } from "../store/unavailable.ts"

const parent: Grant = { role: "parent", school_id: "*" }

/**
 * Returns what is known of an address. An address that somebody had formerly opens no door. Both stores of knowledge are asked, whatever
 * the first one says.
 */
const known = Effect.fnUntraced(function*(address: string) {
  const person = yield* findHolder(address)
  const isInvited = yield* wasInvited(address, DateTime.formatIso(yield* DateTime.now))
  const isFormer = Option.exists(person, (each) => each.address !== address)
  return {
    person: Option.filter(person, ({ grants }) => grants.length > 0 && !isFormer),
    isInvited: isInvited && !isFormer
  }
})

/** Whether somebody with this address may sign in: a person of the directory who may do anything at all, or somebody who was invited. */
export const maySignIn = Effect.fnUntraced(function*(address: string) {
  const { isInvited, person } = yield* known(address)
  return isInvited || Option.isSome(person)
})

/** Returns the person of this address, if somebody may sign in with it. Whoever was invited is a parent from now on. */
export const personSigningIn = Effect.fnUntraced(
  function*(address: string) {
    const { isInvited, person } = yield* known(address)
    if (!isInvited) return person
    return Option.some(yield* enterPerson({ address, grant: parent, id: undefined, name: undefined }))
  },
  Effect.catchTag("AddressFormer", () => Effect.succeedNone),
  (effect) =>
    effect.pipe(
      retryStale(() => new StoreUnavailable({ store: "workflow", code: "person_contended" }))
    )
)
