import { DateTime, Effect, Layer } from "effect"
import { Outbox, type OutboxEntry } from "../../../domain/outbox/outbox.port.ts"
import { holding } from "../conditions.ts"
import { Dynamo, type Item } from "../dynamo.ts"
import { aggregateOf, dueKeys, duePartition, keyOfEntry, laterPartition, ofKind } from "../keys.ts"
import { updateExpression } from "../update-expression.ts"
import { partition, rowsOf } from "./rows.ts"

/** Returns the outbox entry that a row points to; none if it is of a kind that only a later release knows. */
const entryOf = ({ due_sk, pk, sk }: Item): ReadonlyArray<OutboxEntry> => {
  const ref = aggregateOf({ pk: String(pk), sk: String(sk) })
  return ref === undefined ? [] : [{ ...ref, due_at: String(due_sk) }]
}

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const due: Outbox["Service"]["due"] = Effect.fn("Outbox.due")(
    function*(shard, now, limit, { from = "soon", kind } = {}) {
      const rows = yield* rowsOf(dynamo, {
        index: "due",
        where: {
          text: "due_pk = :pk AND due_sk <= :now",
          names: {},
          values: { ":pk": (from === "later" ? laterPartition : duePartition)(shard), ":now": now }
        },
        ...(kind === undefined ? { limit } : { filter: ofKind(kind) })
      }, limit)
      return rows.flatMap(entryOf)
    }
  )

  const furthest: Outbox["Service"]["furthest"] = Effect.fn("Outbox.furthest")(function*(shard, after, limit) {
    const rows = yield* rowsOf(dynamo, {
      index: "due",
      where: {
        text: "due_pk = :pk AND due_sk > :after",
        names: {},
        values: { ":pk": duePartition(shard), ":after": after }
      },
      limit,
      newestFirst: true
    }, limit)
    return rows.flatMap(entryOf)
  })

  const open: Outbox["Service"]["open"] = Effect.fn("Outbox.open")(function*(shard, limit) {
    const rows = yield* rowsOf(dynamo, { index: "due", where: partition("due", duePartition(shard)), limit }, limit)
    return rows.flatMap(entryOf)
  })

  const count: Outbox["Service"]["count"] = Effect.fn("Outbox.count")(function*(shard) {
    const asked = { index: "due", where: partition("due", duePartition(shard)), countOnly: true } as const
    let total = 0
    let from: Item | undefined
    do {
      const page = yield* dynamo.query({ ...asked, from })
      total += page.count
      from = page.next
    } while (from !== undefined)
    return total
  })

  const postpone: Outbox["Service"]["postpone"] = Effect.fn("Outbox.postpone")(function*(ref, due_at) {
    const keys = Object.entries(dueKeys(ref, due_at, DateTime.formatIso(yield* DateTime.now)))
    const update = updateExpression(keys.map(([name, value]) => ({ path: [name], value })))
    yield* dynamo.update(keyOfEntry(ref), update, holding({ due_sk: ref.due_at }))
  })

  return Outbox.of({ due, furthest, open, count, postpone })
})

/** Open outbox entries, found by the sparse index. */
export const layer = Layer.effect(Outbox, make)
