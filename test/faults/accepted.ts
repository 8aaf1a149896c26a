import { Effect, Result } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { beginEnrollment } from "../../src/domain/enrollment/initial.ts"
import { decodeStepData } from "../../src/domain/enrollment/steps/decode-step.ts"
import { type StepData } from "../../src/domain/enrollment/steps/step-data.ts"
import { completeStep } from "../../src/domain/enrollment/transitions.ts"
import { findSchool } from "../../src/domain/school/find-school.ts"
import { later } from "../../src/domain/values/instant.ts"
import { answeredOf } from "../history/answered.ts"
import type { Exchange } from "../history/history.ts"
import type { Family } from "./families.ts"

const minute = 60_000

/**
 * Stores a family's enrollment as it is after step 4, bypassing the API, as if step 4 had been accepted `ago` milliseconds ago. Returns it
 * as if it had been read.
 */
export const acceptedUpToStep4 = Effect.fnUntraced(function*(
  { bodies, invitation }: Family,
  ago: number
) {
  const begun = later(invitation.created_at, -ago - 4 * minute)
  const context = (number: number) => ({
    now: later(begun, number * minute),
    actor: "person:parent",
    event_id: `${invitation.invitation_id}-${number}`
  })
  const school = yield* findSchool(invitation.school_id)
  const enrollment = ([1, 2, 3, 4] as const).reduce((enrollment, step) => {
    const data = Result.getOrThrow(
      decodeStepData(step, bodies[step], { today: begun.slice(0, 10) })
    ) as StepData[typeof step]
    return Result.getOrThrow(completeStep(enrollment, step, data, "family", context(step)))
  }, beginEnrollment(invitation, school, context(0)))
  const asked_at = performance.now()
  const answer = answeredOf(yield* (yield* Enrollments).create(enrollment))
  const { enrollment_id, parent_email: client } = enrollment
  const answered_at = performance.now()
  return { asked_at, answered_at, client, op: "read", enrollment_id, status: 200, answer } satisfies Exchange
})
