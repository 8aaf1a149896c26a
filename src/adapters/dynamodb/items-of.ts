import { DateTime, Effect, Option, Schema } from "effect"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import type { PageRequest } from "../../domain/values/page.ts"
import { absent } from "./conditions.ts"
import type { Dynamo, Item } from "./dynamo.ts"
import { pageOf, partition, rowsOf } from "./index/rows.ts"
import { idOfListKey, type Key } from "./keys.ts"
import { readable } from "./readable.ts"
import type { Expression } from "./update-expression.ts"

interface Found<A, Id extends string> {
  /** The name of the port, for the names of its methods in traces. */
  readonly port: string
  readonly schema: Schema.Decoder<A>
  readonly key: (id: Id) => Key
}

/** Returns how the items of one kind are found and read. An item that cannot be decoded is a defect if it was asked for by itself. */
export const readersOf = <A, Id extends string>(dynamo: Dynamo["Service"], { key, port, schema }: Found<A, Id>) => {
  const decode = Schema.decodeUnknownEffect(schema)
  const decoded = (item: Item) => Effect.orDie(decode(item))

  const get = Effect.fn(`${port}.get`)(function*(id: Id) {
    const item = yield* dynamo.get(key(id))
    return item === undefined ? Option.none<A>() : Option.some(yield* decoded(item))
  })

  /** Returns those of them that exist and can be read, in any order. */
  const getMany = Effect.fn(`${port}.getMany`)(function*(ids: ReadonlyArray<Id>) {
    return yield* readable(yield* dynamo.batchGet([...new Set(ids)].map(key)), decode)
  })

  /** Returns all of one partition of the index by owner. */
  const all = Effect.fnUntraced(function*(owner: string) {
    const rows = yield* rowsOf(dynamo, { index: "by_owner", where: partition("by_owner", owner) })
    const items = yield* dynamo.batchGet(rows.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })))
    return yield* Effect.forEach(items, decoded)
  })

  /** Returns a page of a partition whose sort keys are list keys, newest first. */
  const page = Effect.fnUntraced(function*(
    index: "by_owner" | "by_school",
    of: string,
    asked: PageRequest,
    idOf: (value: A) => Id
  ) {
    const { items, last } = yield* pageOf(dynamo, index, of, asked)
    const ids = items.map((row) => idOfListKey(String(row[`${index}_sk`])) as Id)
    const found = new Map((yield* getMany(ids)).map((value) => [idOf(value), value]))
    return { items: ids.flatMap((id) => found.get(id) ?? []), last }
  })

  return { get, getMany, all, page }
}

/** How items of one kind are stored if each is written as a whole. */
interface Stored<A, Id extends string> extends Found<A, Id> {
  readonly idOf: (value: A) => Id
  /** Returns what is written at `now`, besides the key. */
  readonly itemOf: (value: A, now: string) => Item
  /** Returns a condition that holds while the item is as it was read. */
  readonly guard: (before: A) => Expression
}

/** Returns how the items of one kind are read, created and replaced. */
export const itemsOf = <A, Id extends string>(
  dynamo: Dynamo["Service"],
  { guard, idOf, itemOf, key, ...found }: Stored<A, Id>
) => {
  const put = Effect.fnUntraced(function*(value: A, condition: Expression) {
    const now = DateTime.formatIso(yield* DateTime.now)
    return yield* dynamo.put({ ...itemOf(value, now), ...key(idOf(value)) }, condition)
  })
  return {
    ...readersOf(dynamo, { key, ...found }),
    put,
    /** Returns false if there is already an item with this key. */
    create: Effect.fn(`${found.port}.create`)((value: A) => put(value, absent)),
    replace: Effect.fn(`${found.port}.replace`)(function*(before: A, after: A) {
      if (!(yield* put(after, guard(before)))) return yield* new StaleVersion({ id: idOf(before) })
    })
  }
}
