import { Effect } from "effect"
import { actingAs, changeEnrollment } from "./change-enrollment.ts"
import { decide, type Decision } from "./closing.ts"
import { decidePolicy } from "./policies.ts"

/** Approves or declines the permitted enrollment; records that are due follow. */
export const decideAdmission = Effect.fn("decideAdmission")(function*(decision: Decision, expected?: number) {
  const permit = yield* decidePolicy.tag
  const by = actingAs(permit) === "staff" ? "staff" : "coach"
  return yield* changeEnrollment(
    permit,
    expected,
    (enrollment, context) => decide(enrollment, decision, by, context)
  )
})
