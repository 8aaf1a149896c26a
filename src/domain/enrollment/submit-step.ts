import { Effect } from "effect"
import { actingAs, changeEnrollment } from "./change-enrollment.ts"
import { stepPolicy } from "./permits.ts"
import type { StepData } from "./step-data.ts"
import type { StepNumber } from "./step.ts"
import { completeStep } from "./transitions.ts"

/** Completes or edits a step of the permitted enrollment. Answers at once: the student records follow in the background. */
export const submitStep = Effect.fn("submitStep")(function*<N extends StepNumber>(
  step: N,
  data: StepData[N],
  expected?: number
) {
  const permit = yield* stepPolicy.tag
  return yield* changeEnrollment(
    permit,
    expected,
    (enrollment, occasion) => completeStep(enrollment, step, data, actingAs(permit), occasion)
  )
})
