import { Effect } from "effect"
import { idsOf, outboxKinds, type OutboxRef } from "../outbox/kinds.ts"
import { inTurnThenFail } from "../store/all-then-fail.ts"
import { works } from "./kinds.ts"

/** What a wake-up does: it attempts at once what is due on these aggregates. What fails stays due for the sweep. */
export const attemptWoken = Effect.fn("attemptWoken")(function*(woken: ReadonlyArray<OutboxRef>) {
  const asked = outboxKinds.map((kind) => ({ kind, ids: [...new Set(idsOf(woken, kind))] }))
  yield* inTurnThenFail(
    asked.filter(({ ids }) => ids.length > 0).map(({ ids, kind }) => works[kind].attempt(ids))
  )
})
