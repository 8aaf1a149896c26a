import { Effect, Layer, Option } from "effect"
import { Identities } from "../../../domain/sign-in/identities.port.ts"
import { absent } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { identityKey } from "../keys.ts"

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const find = Effect.fn("Identities.find")(function*(key: string) {
    const item = yield* dynamo.get(identityKey(key))
    return item === undefined ? Option.none<string>() : Option.some(String(item["person_id"]))
  })

  const link = Effect.fn("Identities.link")(function*(key: string, person_id: string) {
    if (yield* dynamo.put({ ...identityKey(key), person_id, schema_version: 1 }, absent)) return person_id
    return Option.getOrElse(yield* find(key), () => person_id)
  })

  return Identities.of({ find, link })
})

/** Identities in DynamoDB: an item each, under its keyed hash. */
export const layer = Layer.effect(Identities, make)
