import { Effect, Layer } from "effect"
import { Reconciliations } from "../../../domain/reconciliation/reconciliations.port.ts"
import { Reconciliation, scopeOf } from "../../../domain/reconciliation/run.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import { holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { itemsOf } from "../items-of.ts"
import { reconciliationKey } from "../keys.ts"

const idOf = ({ schools }: Reconciliation) => scopeOf(schools)

const make = Effect.map(Dynamo, (dynamo) => {
  const { create, get, replace } = itemsOf<Reconciliation, string>(dynamo, {
    port: "Reconciliations",
    schema: Reconciliation,
    key: reconciliationKey,
    idOf,
    itemOf: (run) => run,
    guard: ({ rev }) => holding({ rev })
  })
  return Reconciliations.of({
    get,
    save: (before, after) =>
      before !== undefined
        ? replace(before, after)
        : Effect.flatMap(create(after), (isNew) => isNew ? Effect.void : new StaleVersion({ id: idOf(after) }))
  })
})

/** Comparisons of the two stores in DynamoDB: one item per scope. */
export const layer = Layer.effect(Reconciliations, make)
