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

/** Longer than the PostgreSQL column. No step accepts it, so it is stored past the rules. */
const tooLong = (name: string): string => Array(12).fill(name).join("-")

/** Does the steps that the family has done, then whatever else it did. */
export const walk = Effect.fnUntraced(function*(family: SampleFamily, parent: Principal, begun: Enrollment) {
  const { address, stage } = family
  const subject = { id: begun.enrollment_id }
  const today = localDateAt(DateTime.formatIso(yield* DateTime.now), begun.policy.time_zone)
  const answers = answersOf(family, today)

  const answer = <N extends StepNumber>(step: N) =>
    Effect.fromResult(decodeStepData(step, answers[step], { today })).pipe(
      Effect.catch((problems) => Effect.die(new Error(problems.map(({ pointer }) => pointer).join()))),
      Effect.flatMap((data) => permitted(stepPolicy, parent, subject, (permit) => submitStep(permit, step, data)))
    )

  for (const step of stepNumbers.slice(0, stage.steps)) yield* answer(step)
  const next = stepNumbers[stage.steps ?? 0]
  if (stage.also === "draft" && next !== undefined) {
    yield* permitted(draftPolicy, parent, subject, (permit) => saveDraft(permit, next, answers[next]))
  }
  if (stage.also === "waive") {
    yield* permitted(
      waivePolicy,
      registrar,
      subject,
      (permit) => waive(permit, 2, "The family lives abroad until the summer.")
    )
  }
  if (stage.also === "withdraw") {
    yield* permitted(
      withdrawPolicy,
      registrar,
      subject,
      (permit) => withdrawEnrollment(permit, "The family moves away.")
    )
  }
  if (stage.also === "decline") {
    const decision = { decision: "declined", notes: "The class is full." } as const
    yield* permitted(decidePolicy, registrar, subject, (permit) => decideAdmission(permit, decision))
  }
  if (stage.also === "guardian") {
    yield* permitted(guardiansPolicy, parent, subject, (permit) => nameGuardian(permit, `second.${address}`))
  }
  if (stage.also === "lengthen") {
    const data = Result.getOrThrow(decodeStepData(4, answers[4], { today }))
    const last_name = tooLong(data.student_info.last_name)
    const lengthened = { ...data, student_info: { ...data.student_info, last_name } }
    yield* permitted(stepPolicy, parent, subject, (permit) => submitStep(permit, 4, lengthened))
  }
})
