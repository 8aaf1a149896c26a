import { Effect } from "effect"
import type { PermitOf } from "../../people/permit.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import { waivePolicy } from "../policies.ts"
import { waiveStep } from "../transitions.ts"
import type { StepNumber } from "./step.ts"

/** Staff waive step 2 or 3 of the permitted enrollment. */
export const waive = Effect.fn("waive")(
  function*(permit: PermitOf<typeof waivePolicy>, step: StepNumber, reason: string, expected?: number) {
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => waiveStep(enrollment, step, reason, context)
    )
  }
)
