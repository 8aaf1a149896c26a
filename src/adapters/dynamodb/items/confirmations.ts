import { Effect } from "effect"
import type { People } from "../../../domain/people/people.port.ts"
import type { KeyedHash } from "../../../domain/secrets/keyed-hash.port.ts"
import { anyway, present } from "../conditions.ts"
import type { Dynamo } from "../dynamo.ts"
import { rowsOf } from "../index/rows.ts"
import { confirmationKey, confirmationsPartition } from "../keys.ts"
import { ttlAt } from "../ttl.ts"

type Confirmations = Pick<People["Service"], "askToConfirm" | "toConfirm" | "confirmed">

/** What the owners of addresses are asked to confirm: one item each, under the address's keyed hash. */
export const confirmationsIn = (dynamo: Dynamo["Service"], { of: keyedHash }: KeyedHash["Service"]): Confirmations => {
  const hashOf = (address: string) => keyedHash("address", address)
  return {
    askToConfirm: Effect.fn("People.askToConfirm")(function*(address, subject, until) {
      const key = confirmationKey(yield* hashOf(address), subject)
      yield* dynamo.put({ ...key, until, ...ttlAt(until), schema_version: 1 }, anyway)
    }),
    toConfirm: Effect.fn("People.toConfirm")(function*(address, now) {
      const values = { ":pk": confirmationsPartition(yield* hashOf(address)) }
      const rows = yield* rowsOf(dynamo, { where: { text: "pk = :pk", names: {}, values } })
      return rows.flatMap(({ sk, until }) => now < String(until) ? [String(sk)] : [])
    }),
    confirmed: Effect.fn("People.confirmed")(function*(address, subject) {
      yield* dynamo.delete(confirmationKey(yield* hashOf(address), subject), present)
    })
  }
}
