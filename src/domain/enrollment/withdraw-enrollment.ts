import { Effect } from "effect"
import { changeEnrollment } from "./change-enrollment.ts"
import { withdrawPolicy } from "./policies.ts"
import { withdraw } from "./transitions.ts"

/** Withdraws the permitted enrollment; records that are due follow. */
export const withdrawEnrollment = Effect.fn("withdrawEnrollment")(function*(reason: string, expected?: number) {
  return yield* changeEnrollment(
    yield* withdrawPolicy.tag,
    expected,
    (enrollment, context) => withdraw(enrollment, reason, context)
  )
})
