import { Effect } from "effect"
import type { PermitOf } from "../people/permit.ts"
import { actingAs, changeEnrollment } from "./change-enrollment.ts"
import { decide, type Decision } from "./closing.ts"
import { decidePolicy } from "./policies.ts"

/** Approves or declines the permitted enrollment. Its student records follow if they are due. */
export const decideAdmission = Effect.fn("decideAdmission")(
  function*(permit: PermitOf<typeof decidePolicy>, decision: Decision, expected?: number) {
    const by = actingAs(permit) === "staff" ? "staff" : "coach"
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => decide(enrollment, decision, by, context)
    )
  }
)
