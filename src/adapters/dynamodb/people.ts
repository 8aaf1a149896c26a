import { Effect, Layer, Option, Schema } from "effect"
import { People } from "../../domain/people/people.port.ts"
import { Person } from "../../domain/people/person.ts"
import { Seals } from "../../domain/people/seals.port.ts"
import { StaleVersion } from "../../domain/people/stale-version.ts"
import { absent, holding } from "./conditions.ts"
import { Dynamo } from "./dynamo.ts"
import { addressKey, personKey } from "./keys.ts"

const decode = Schema.decodeUnknownEffect(Person)

const make = Effect.gen(function*() {
  const [dynamo, seals] = [yield* Dynamo, yield* Seals]
  const keyOfAddress = (address: string) => Effect.map(seals.seal("address", address), addressKey)

  const get = Effect.fn("People.get")(function*(id: string) {
    const item = yield* dynamo.get(personKey(id))
    return item === undefined ? Option.none<Person>() : Option.some(yield* Effect.orDie(decode(item)))
  })

  const idOfAddress = Effect.fnUntraced(function*(address: string) {
    const item = yield* dynamo.get(yield* keyOfAddress(address))
    return item === undefined ? undefined : String(item["person_id"])
  })

  const findByAddress = Effect.fn("People.findByAddress")(function*(address: string) {
    const id = yield* idOfAddress(address)
    const found = id === undefined ? Option.none<Person>() : yield* get(id)
    return Option.filter(found, (person) => person.address === address)
  })

  /**
   * The address is claimed first. A crash before the second put leaves it to an id, under which the next add enters the
   * person. An address that was left to somebody who has another one (two entries of one id at once) is let go.
   */
  const add: People["Service"]["add"] = Effect.fn("People.add")(function*(person) {
    const standing = yield* get(person.id)
    if (Option.isSome(standing)) return standing.value
    const key = yield* keyOfAddress(person.address)
    const isMine = yield* dynamo.put({ ...key, person_id: person.id }, absent)
    const id = isMine ? person.id : (yield* idOfAddress(person.address)) ?? person.id
    const entered = { ...person, id }
    if (yield* dynamo.put({ ...personKey(id), ...entered, schema_version: 1 }, absent)) return entered
    const found = Option.getOrElse(yield* get(id), () => entered)
    if (found.address === person.address) return found
    yield* dynamo.delete(key, holding({ person_id: id }))
    return id === person.id ? found : yield* add(person)
  })

  const replace = Effect.fn("People.replace")(function*(before: Person, after: Person) {
    const { epoch, id } = before
    const stored = yield* dynamo.put({ ...personKey(id), ...after, schema_version: 1 }, holding({ epoch }))
    if (!stored) return yield* new StaleVersion({ id })
  })

  return People.of({ get, findByAddress, add, replace })
})

/** The directory of people in DynamoDB: an item per person, and one per address, under its seal. */
export const layer = Layer.effect(People, make)
