import { Effect, Layer } from "effect"
import { NotBefore } from "../../../domain/access/not-before.port.ts"
import { Dynamo } from "../dynamo.ts"
import { notBeforeKey } from "../keys.ts"

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const get = dynamo.get(notBeforeKey).pipe(
    Effect.map((item) => item === undefined ? undefined : String(item["instant"])),
    Effect.withSpan("NotBefore.get")
  )

  const raise = Effect.fn("NotBefore.raise")((instant: string) =>
    Effect.asVoid(dynamo.put({ ...notBeforeKey, instant, schema_version: 1 }, {
      text: "attribute_not_exists(pk) OR #instant < :instant",
      names: { "#instant": "instant" },
      values: { ":instant": instant }
    }))
  )

  return NotBefore.of({ get, raise })
})

/** The instant before which every token and session is void, in DynamoDB: one item. */
export const layer = Layer.effect(NotBefore, make)
