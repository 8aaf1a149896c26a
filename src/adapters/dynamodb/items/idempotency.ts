import { Effect, Layer } from "effect"
import { Idempotency, type KeptRequest } from "../../../domain/request/idempotency.port.ts"
import { StoreUnavailable } from "../../../domain/store/unavailable.ts"
import { Dynamo, type Item } from "../dynamo.ts"
import { idempotencyKey } from "../keys.ts"
import type { Expression } from "../update-expression.ts"

/** `ttl` is for DynamoDB to tidy up; whether a key is free again is decided by its condition. */
const itemOf = (key: string, kept: KeptRequest): Item => ({
  ...idempotencyKey(key),
  ...kept,
  schema_version: 1,
  ttl: Math.ceil(Date.parse(kept.expires_at) / 1000)
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

  const take: Idempotency["Service"]["take"] = Effect.fn("Idempotency.take")(function*(key, kept, now) {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (yield* dynamo.put(itemOf(key, kept), free(now))) return kept
      const standing = yield* dynamo.get(idempotencyKey(key))
      if (standing !== undefined) return keptOf(standing)
    }
    return yield* new StoreUnavailable({ store: "workflow", code: "key_contended" })
  })

  return Idempotency.of({
    take,
    replace: Effect.fn("Idempotency.replace")((key, holder, kept) => dynamo.put(itemOf(key, kept), openFor(holder)))
  })
})

/** What was asked under keys, in DynamoDB: one item per key, which conditional puts take and fill. */
export const layer = Layer.effect(Idempotency, make)
