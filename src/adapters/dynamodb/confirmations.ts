import { Effect } from "effect"
import type { People } from "../../domain/people/people.port.ts"
import type { Seals } from "../../domain/people/seals.port.ts"
import { anyway, present } from "./conditions.ts"
import type { Dynamo } from "./dynamo.ts"
import { confirmationKey, confirmationsPartition } from "./keys.ts"
import { rowsOf } from "./rows.ts"
import { ttlAt } from "./ttl.ts"

type Confirmations = Pick<People["Service"], "askToConfirm" | "toConfirm" | "confirmed">

/** What addresses are to confirm: an item for each, under the address's seal. */
export const confirmationsIn = (dynamo: Dynamo["Service"], { seal }: Seals["Service"]): Confirmations => {
  const sealOf = (address: string) => seal("address", address)
  return {
    askToConfirm: Effect.fn("People.askToConfirm")(function*(address, subject, until) {
      const key = confirmationKey(yield* sealOf(address), subject)
      yield* dynamo.put({ ...key, until, ...ttlAt(until), schema_version: 1 }, anyway)
    }),
    toConfirm: Effect.fn("People.toConfirm")(function*(address, now) {
      const values = { ":pk": confirmationsPartition(yield* sealOf(address)) }
      const rows = yield* rowsOf(dynamo, { where: { text: "pk = :pk", names: {}, values } })
      return rows.flatMap(({ sk, until }) => now < String(until) ? [String(sk)] : [])
    }),
    confirmed: Effect.fn("People.confirmed")(function*(address, subject) {
      yield* dynamo.delete(confirmationKey(yield* sealOf(address), subject), present)
    })
  }
}
