import { Effect, Layer, Schema } from "effect"
import { DomainEvent } from "../../../domain/history/event.ts"
import { Events } from "../../../domain/history/events.port.ts"
import { Dynamo } from "../dynamo.ts"
import { rowsOf } from "../index/rows.ts"
import { eventKey, eventPrefix, eventsPartition } from "../keys.ts"

const decode = Schema.decodeUnknownEffect(DomainEvent)

const itemOf = (event: DomainEvent) => ({ ...eventKey(event), ...event, schema_version: 1 })

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  /** DynamoDB refuses a batch that names a key twice. */
  const append = Effect.fn("Events.append")((events: ReadonlyArray<DomainEvent>) =>
    dynamo.batchPut([...new Map(events.map(itemOf).map((item) => [`${item.pk} ${item.sk}`, item])).values()])
  )

  const list = Effect.fn("Events.list")(function*(subject: string) {
    const items = yield* rowsOf(dynamo, {
      where: {
        text: "pk = :pk AND begins_with(sk, :prefix)",
        names: {},
        values: { ":pk": eventsPartition(subject), ":prefix": eventPrefix }
      }
    })
    return yield* Effect.forEach(items, (item) => Effect.orDie(decode(item)))
  })

  return Events.of({ append, list })
})

/** History that has left its aggregates: an item per event, beside its subject. */
export const layer = Layer.effect(Events, make)
