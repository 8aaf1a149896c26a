import { Effect } from "effect"
import type { ChangeContext } from "../../history/event.ts"
import type { PermitOf } from "../../people/permit.ts"
import { actingAs, changeEnrollment } from "../change-enrollment.ts"
import type { Enrollment } from "../enrollment.ts"
import { stepPolicy } from "../policies.ts"
import { completeStep } from "../transitions.ts"
import { nameChild } from "./name-child.ts"
import type { StepData } from "./step-data.ts"
import type { StepNumber } from "./step.ts"

/** Completes or edits a step of the permitted enrollment. Returns at once: the student records follow in the background. */
export const submitStep = Effect.fn("submitStep")(
  function*<N extends StepNumber>(permit: PermitOf<typeof stepPolicy>, step: N, data: StepData[N], expected?: number) {
    const decide = (enrollment: Enrollment, context: ChangeContext) =>
      completeStep(enrollment, step, data, actingAs(permit), context)
    return yield* step === 4
      ? nameChild(permit, data as StepData[4], expected, decide)
      : changeEnrollment(permit, expected, decide)
  }
)
