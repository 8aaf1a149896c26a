import { DateTime, Effect, Result } from "effect"
import { decideAdmission } from "../../domain/enrollment/decide-admission.ts"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { nameGuardian } from "../../domain/enrollment/family/name-guardian.ts"
import {
  decidePolicy,
  draftPolicy,
  guardiansPolicy,
  stepPolicy,
  waivePolicy,
  withdrawPolicy
} from "../../domain/enrollment/policies.ts"
import { decodeStepData } from "../../domain/enrollment/steps/decode-step.ts"
import { saveDraft } from "../../domain/enrollment/steps/save-draft.ts"
import { type StepNumber, stepNumbers } from "../../domain/enrollment/steps/step.ts"
import { submitStep } from "../../domain/enrollment/steps/submit-step.ts"
import { waive } from "../../domain/enrollment/steps/waive-step.ts"
import { withdrawEnrollment } from "../../domain/enrollment/withdraw-enrollment.ts"
import type { Principal } from "../../domain/people/principal.ts"
import { localDateAt } from "../../domain/values/local-date.ts"
import { registrar } from "../embedded/seed.ts"
import { answersOf } from "./answers.ts"
import type { SampleFamily } from "./families.ts"
import { permitted } from "./permitted.ts"

/** Longer than the column of PostgreSQL: no step takes it, so it is put past the rules. */
const tooLong = (name: string): string => Array(12).fill(name).join("-")

/** Does the steps that the family has done, and what it did then. */
export const walk = Effect.fnUntraced(function*(family: SampleFamily, parent: Principal, begun: Enrollment) {
  const { address, stage } = family
  const subject = { id: begun.enrollment_id }
  const today = localDateAt(DateTime.formatIso(yield* DateTime.now), begun.policy.time_zone)
  const answers = answersOf(family, today)

  const answer = <N extends StepNumber>(step: N) =>
    Effect.fromResult(decodeStepData(step, answers[step], { today })).pipe(
      Effect.catch((problems) => Effect.die(new Error(problems.map(({ pointer }) => pointer).join()))),
      Effect.flatMap((data) => submitStep(step, data)),
      permitted(stepPolicy, parent, subject)
    )

  for (const step of stepNumbers.slice(0, stage.steps)) yield* answer(step)
  const next = stepNumbers[stage.steps ?? 0]
  if (stage.also === "draft" && next !== undefined) {
    yield* saveDraft(next, answers[next]).pipe(permitted(draftPolicy, parent, subject))
  }
  if (stage.also === "waive") {
    yield* waive(2, "The family lives abroad until the summer.").pipe(permitted(waivePolicy, registrar, subject))
  }
  if (stage.also === "withdraw") {
    yield* withdrawEnrollment("The family moves away.").pipe(permitted(withdrawPolicy, registrar, subject))
  }
  if (stage.also === "decline") {
    yield* decideAdmission({ decision: "declined", notes: "The class is full." }).pipe(
      permitted(decidePolicy, registrar, subject)
    )
  }
  if (stage.also === "guardian") {
    yield* nameGuardian(`second.${address}`).pipe(permitted(guardiansPolicy, parent, subject))
  }
  if (stage.also === "lengthen") {
    const data = Result.getOrThrow(decodeStepData(4, answers[4], { today }))
    const last_name = tooLong(data.student_info.last_name)
    yield* submitStep(4, { ...data, student_info: { ...data.student_info, last_name } }).pipe(
      permitted(stepPolicy, parent, subject)
    )
  }
})
