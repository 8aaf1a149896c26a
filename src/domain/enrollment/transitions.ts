import { Equal, Result } from "effect"
import type { ChangeContext } from "../history/event.ts"
import { localDateAt } from "../values/local-date.ts"
import { accept } from "./accept.ts"
import { closed, closedAs, openTo } from "./closing.ts"
import type { Enrollment } from "./enrollment.ts"
import { EnrollmentClosed, PolicyNotMet, StepNotWaivable, StepOutOfOrder } from "./errors.ts"
import { identityAt } from "./identity.ts"
import { completedStep, currentStep, isDone } from "./status.ts"
import type { Draft, StepData } from "./steps/step-data.ts"
import type { StepNumber } from "./steps/step.ts"

const evidenceOf = { 2: "consultation", 3: "shadow_day", 5: "documents", 6: "deposit" } as const

const withoutDraft = ({ drafts, ...enrollment }: Enrollment, step: StepNumber): Enrollment => {
  const { [step]: _, ...rest } = drafts
  return { ...enrollment, drafts: rest }
}

/**
 * Completes a step, or edits one that is done, and drops its draft. The same data again change nothing else: without a draft the same
 * enrollment comes back. The family may edit until the enrollment is completed, afterwards only staff may. Identity is fixed when step 4 is
 * first accepted. Fails for a step out of order, a closed enrollment, or evidence that the policy wants verified.
 */
export const completeStep = <N extends StepNumber>(
  enrollment: Enrollment,
  step: N,
  data: StepData[N],
  by: "family" | "staff",
  context: ChangeContext
): Result.Result<Enrollment, StepOutOfOrder | EnrollmentClosed | PolicyNotMet> => {
  const { enrollment_id, policy } = enrollment
  const done = completedStep(enrollment, step)
  if (done !== undefined && Equal.equals(done.data, data)) {
    const isDrafted = enrollment.drafts[step] !== undefined
    return Result.succeed(isDrafted ? withDraft(enrollment, step, undefined, context.now) : enrollment)
  }
  const open = openTo(enrollment, by)
  if (Result.isFailure(open)) return Result.fail(open.failure)
  const expected = currentStep(enrollment)
  if (expected !== undefined && step > expected) {
    return Result.fail(new StepOutOfOrder({ enrollment_id, requested: step, expected }))
  }
  const condition = step in evidenceOf ? evidenceOf[step as keyof typeof evidenceOf] : undefined
  if (condition !== undefined && policy.evidence[condition] === "verified") {
    return Result.fail(new PolicyNotMet({ enrollment_id, condition }))
  }
  const completed = {
    state: "completed",
    completed_at: done?.completed_at ?? context.now,
    completed_on: done?.completed_on ?? localDateAt(context.now, policy.time_zone),
    data
  } as const
  const identity = enrollment.identity ??
    (step === 4 ? identityAt(enrollment, data as StepData[4], context.now) : undefined)
  const changed: Enrollment = {
    ...withoutDraft(enrollment, step),
    steps: { ...enrollment.steps, [step]: completed },
    ...(identity !== undefined && { identity })
  }
  const type = done !== undefined
    ? `step_${step}_edited`
    : currentStep(changed) === undefined && expected !== undefined
    ? "enrollment_completed"
    : `step_${step}_completed`
  return Result.succeed(accept(enrollment, changed, type, context, { step }))
}

/**
 * Waives step 2 or 3 for staff, with a reason. A waived step counts as done for order and progress; the records do not call it completed.
 */
export const waiveStep = (
  enrollment: Enrollment,
  step: StepNumber,
  reason: string,
  context: ChangeContext
): Result.Result<Enrollment, StepOutOfOrder | EnrollmentClosed | StepNotWaivable> => {
  const { enrollment_id, steps } = enrollment
  const record = steps[step]
  if (record?.state === "waived" && record.reason === reason) return Result.succeed(enrollment)
  if (enrollment.closure !== undefined) return closed(enrollment)
  if ((step !== 2 && step !== 3) || record?.state === "completed") {
    return Result.fail(new StepNotWaivable({ enrollment_id, step }))
  }
  const expected = currentStep(enrollment)
  if (!isDone(enrollment, step) && expected !== undefined && step > expected) {
    return Result.fail(new StepOutOfOrder({ enrollment_id, requested: step, expected }))
  }
  const waived = { state: "waived", waived_at: context.now, reason } as const
  const changed = { ...withoutDraft(enrollment, step), steps: { ...steps, [step]: waived } }
  return Result.succeed(accept(enrollment, changed, `step_${step}_waived`, context, { step }))
}

/**
 * Returns the enrollment closed as withdrawn; a second time changes nothing. Fails if it was closed otherwise. The exit date is the day in
 * the school's time zone.
 */
export const withdraw = (
  enrollment: Enrollment,
  reason: string,
  context: ChangeContext
): Result.Result<Enrollment, EnrollmentClosed> => {
  if (enrollment.closure?.status === "withdrawn") return Result.succeed(enrollment)
  if (enrollment.closure !== undefined) return closed(enrollment)
  return Result.succeed(closedAs(enrollment, "withdrawn", reason, context))
}

/** Saves a draft, or drops it (undefined). This never completes a step, never provisions, and never raises the version, only `rev`. */
export const withDraft = (
  enrollment: Enrollment,
  step: StepNumber,
  data: Draft | undefined,
  now: string
): Enrollment => ({
  ...(data === undefined
    ? withoutDraft(enrollment, step)
    : { ...enrollment, drafts: { ...enrollment.drafts, [step]: { saved_at: now, data } } }),
  rev: enrollment.rev + 1
})
