import { Effect, Layer } from "effect"
import { Idempotency, type KeptRequest } from "../../../domain/request/idempotency.port.ts"
import { Dynamo, type Item } from "../dynamo.ts"
import { idempotencyKey, type Key } from "../keys.ts"
import { take } from "../take.ts"
import { ttlAt } from "../ttl.ts"
import type { Expression } from "../update-expression.ts"

/** `ttl` tells DynamoDB when to delete the item. Whether a key is free again is decided by the condition of the put. */
const itemOf = (key: string, kept: KeptRequest): Item & Key => ({
  ...idempotencyKey(key),
  ...kept,
  schema_version: 1,
  ...ttlAt(kept.expires_at)
})

const keptOf = ({ answer, expires_at, first_at, held_until, holder, request }: Item) =>
  ({
    request,
    first_at,
    expires_at,
    holder,
    held_until,
    ...(answer !== undefined && { answer })
  }) as KeptRequest

const free = (now: string): Expression => ({
  text: "attribute_not_exists(pk) OR expires_at <= :now",
  names: {},
  values: { ":now": now }
})

const openFor = (holder: string): Expression => ({
  text: "#holder = :holder AND attribute_not_exists(#answer)",
  names: { "#holder": "holder", "#answer": "answer" },
  values: { ":holder": holder }
})

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  return Idempotency.of({
    take: Effect.fn("Idempotency.take")(function*(key, kept, now) {
      const standing = yield* take(dynamo, itemOf(key, kept), free(now), "key_contended")
      return standing === undefined ? kept : keptOf(standing)
    }),
    replace: Effect.fn("Idempotency.replace")((key, holder, kept) => dynamo.put(itemOf(key, kept), openFor(holder)))
  })
})

/** Requests kept under their keys, in DynamoDB: one item per key, which conditional puts take and fill. */
export const layer = Layer.effect(Idempotency, make)
