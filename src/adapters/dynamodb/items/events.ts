import { Effect, Layer, Schema } from "effect"
import { DomainEvent } from "../../../domain/history/event.ts"
import { Events } from "../../../domain/history/events.port.ts"
import { Dynamo } from "../dynamo.ts"
import { rowsOf } from "../index/rows.ts"
import { eventKey, eventPrefix, eventsPartition } from "../keys.ts"

const decode = Schema.decodeUnknownEffect(DomainEvent)

const itemOf = (event: DomainEvent) => ({ ...eventKey(event), ...event, schema_version: 1 })

const keyText = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }) => `${pk} ${sk}`

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  /** DynamoDB refuses a batch that names a key twice. */
  const append: Events["Service"]["append"] = Effect.fn("Events.append")(function*(events) {
    const eventOf = new Map(events.map((event) => [keyText(eventKey(event)), event]))
    const undone = yield* dynamo.batchPut([...eventOf.values()].map(itemOf))
    return undone.flatMap(({ failure, item }) => {
      const event = eventOf.get(keyText(item))
      return event === undefined ? [] : [{ event, failure }]
    })
  })

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

/** Events that have left their aggregates: one item each, in the partition of their subject. */
export const layer = Layer.effect(Events, make)
