import { Effect, Layer, Option } from "effect"
import { People } from "../../../domain/people/people.port.ts"
import { addressesOf, nextVersion, Person, worksHere } from "../../../domain/people/person.ts"
import { KeyedHash } from "../../../domain/secrets/keyed-hash.port.ts"
import { absent, holding } from "../conditions.ts"
import { Dynamo, type Item } from "../dynamo.ts"
import { itemsOf } from "../items-of.ts"
import { addressKey, peoplePartition, personKey } from "../keys.ts"
import type { Expression } from "../update-expression.ts"
import { confirmationsIn } from "./confirmations.ts"

/** Returns a person as an item. Only people who work at a school are in the index from which people are listed. */
const itemOf = (person: Person): Item => ({
  ...person,
  schema_version: 1,
  ...(worksHere(person) && { by_owner_pk: peoplePartition, by_owner_sk: person.id })
})

/** Holds while the person is as it was read. A release without versions drops the version when it writes, so the epoch is compared too. */
const asRead = ({ epoch, version }: Person): Expression => {
  if (version !== undefined) return holding({ epoch, version })
  const { text, ...held } = holding({ epoch })
  return { text: `attribute_not_exists(version) AND ${text}`, ...held }
}

const make = Effect.gen(function*() {
  const [dynamo, keyedHash] = [yield* Dynamo, yield* KeyedHash]
  const keyOfAddress = (address: string) => Effect.map(keyedHash.of("address", address), addressKey)

  const { all, create, get, replace } = itemsOf<Person, string>(dynamo, {
    port: "People",
    schema: Person,
    key: personKey,
    idOf: ({ id }) => id,
    itemOf,
    guard: asRead
  })

  const idOfAddress = Effect.fnUntraced(function*(address: string) {
    const item = yield* dynamo.get(yield* keyOfAddress(address))
    return item === undefined ? undefined : String(item["person_id"])
  })

  const findByAddress = Effect.fn("People.findByAddress")(function*(address: string) {
    const id = yield* idOfAddress(address)
    const found = id === undefined ? Option.none<Person>() : yield* get(id)
    return Option.filter(found, (person) => addressesOf(person).includes(address))
  })

  /**
   * The address is claimed first. If a crash comes before the second put, the address belongs to an id without a person, and the next
   * add enters the person under that id. If the id got another address meanwhile (two adds of one id at once), the claim is released.
   */
  const add: People["Service"]["add"] = Effect.fn("People.add")(function*(person) {
    const standing = yield* get(person.id)
    if (Option.isSome(standing)) return standing.value
    const key = yield* keyOfAddress(person.address)
    const isMine = yield* dynamo.put({ ...key, person_id: person.id }, absent)
    const id = isMine ? person.id : (yield* idOfAddress(person.address)) ?? person.id
    const entered = { ...person, id }
    if (yield* create(entered)) return entered
    const found = Option.getOrElse(yield* get(id), () => entered)
    if (addressesOf(found).includes(person.address)) return found
    yield* dynamo.delete(key, holding({ person_id: id }))
    return id === person.id ? found : yield* add(person)
  })

  const claimAddress: People["Service"]["claimAddress"] = Effect.fn("People.claimAddress")(function*(address, id) {
    const key = yield* keyOfAddress(address)
    if (yield* dynamo.put({ ...key, person_id: id }, absent)) return id
    const holder = (yield* idOfAddress(address)) ?? id
    if (holder === id || Option.isSome(yield* findByAddress(address))) return holder
    yield* dynamo.delete(key, holding({ person_id: holder }))
    return yield* claimAddress(address, id)
  })

  return People.of({
    get,
    findByAddress,
    add,
    claimAddress,
    list: all(peoplePartition).pipe(
      Effect.map((people) => people.filter(worksHere)),
      Effect.withSpan("People.list")
    ),
    replace: (before, after) => {
      const stored = { ...after, version: nextVersion(before) }
      return Effect.as(replace(before, stored), stored)
    },
    ...confirmationsIn(dynamo, keyedHash)
  })
})

/** The directory of people in DynamoDB: an item per person, and one per address, under its keyed hash. */
export const layer = Layer.effect(People, make)
