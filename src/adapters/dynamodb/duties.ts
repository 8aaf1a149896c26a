import { Effect, Layer } from "effect"
import { Duties } from "../../domain/provisioning/duties.port.ts"
import { holding } from "./conditions.ts"
import { Dynamo, type Item } from "./dynamo.ts"
import { duePartition, dutyOf, keyOfDuty, ofKind } from "./keys.ts"
import { partition, rowsOf } from "./rows.ts"
import { updateExpression } from "./update-expression.ts"

const refOf = ({ due_sk, pk }: Item) => dutyOf({ pk: String(pk), due_sk: String(due_sk) })

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const due: Duties["Service"]["due"] = Effect.fn("Duties.due")(function*(shard, now, limit, kind) {
    const rows = yield* rowsOf(dynamo, {
      index: "due",
      where: {
        text: "due_pk = :pk AND due_sk <= :now",
        names: {},
        values: { ":pk": duePartition(shard), ":now": now }
      },
      ...(kind === undefined ? { limit } : { filter: ofKind(kind) })
    }, limit)
    return rows.map(refOf)
  })

  const furthest: Duties["Service"]["furthest"] = Effect.fn("Duties.furthest")(function*(shard, after, limit) {
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
    return rows.map(refOf)
  })

  const count: Duties["Service"]["count"] = Effect.fn("Duties.count")(function*(shard) {
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

  const postpone: Duties["Service"]["postpone"] = Effect.fn("Duties.postpone")(function*(ref, due_at) {
    const update = updateExpression([{ path: ["due_sk"], value: due_at }])
    yield* dynamo.update(keyOfDuty(ref), update, holding({ due_sk: ref.due_at }))
  })

  return Duties.of({ due, furthest, count, postpone })
})

/** Open duties by the sparse index. */
export const layer = Layer.effect(Duties, make)
