import { Effect, Layer, Option, Schema } from "effect"
import { Reconciliations } from "../../../domain/reconciliation/reconciliations.port.ts"
import { Reconciliation, scopeOf } from "../../../domain/reconciliation/run.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import { absent, holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { reconciliationKey } from "../keys.ts"

const decode = Schema.decodeUnknownEffect(Reconciliation)

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const get = Effect.fn("Reconciliations.get")(function*(scope: string) {
    const item = yield* dynamo.get(reconciliationKey(scope))
    return item === undefined ? Option.none<Reconciliation>() : Option.some(yield* Effect.orDie(decode(item)))
  })

  const save: Reconciliations["Service"]["save"] = Effect.fn("Reconciliations.save")(function*(before, after) {
    const id = scopeOf(after.schools)
    const condition = before === undefined ? absent : holding({ rev: before.rev })
    const saved = yield* dynamo.put({ ...after, ...reconciliationKey(id) }, condition)
    if (!saved) return yield* new StaleVersion({ id })
  })

  return Reconciliations.of({ get, save })
})

/** Comparisons of the two stores in DynamoDB: one item per scope. */
export const layer = Layer.effect(Reconciliations, make)
