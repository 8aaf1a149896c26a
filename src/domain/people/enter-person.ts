import { Effect, Option } from "effect"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { findPerson } from "./find-person.ts"
import { People } from "./people.port.ts"
import { type Person, withGrant } from "./person.ts"
import type { Grant } from "./principal.ts"

/**
 * Returns the person with this address and this grant. Enters them into the directory if they are new, and gives them the grant if they do
 * not hold it yet. `id` and `name` count for a new person only.
 */
export const enterPerson = Effect.fn("enterPerson")(function*(
  { address, grant, id, name }: {
    readonly address: string
    readonly grant: Grant
    readonly id: string | undefined
    readonly name: string | undefined
  }
) {
  const [random, people] = [yield* SecureRandom, yield* People]
  const known = yield* findPerson(address)
  const person: Person = Option.isSome(known) ? known.value : yield* people.add({
    id: id ?? (yield* random.uuid),
    address,
    name: name ?? "",
    grants: [grant],
    epoch: 1
  })
  const granted = withGrant(person, grant)
  return granted === person ? person : yield* people.replace(person, granted)
})
