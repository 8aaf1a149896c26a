import type { CompletedStep, Enrollment } from "./enrollment.ts"
import { type StepNumber, stepNumbers } from "./steps/step.ts"

export const enrollmentStatuses = [
  "pending",
  "in_progress",
  "consultation_scheduled",
  "shadow_day_completed",
  "documents_pending",
  "payment_pending",
  "completed",
  "withdrawn",
  "declined",
  "erased"
] as const
export type EnrollmentStatus = (typeof enrollmentStatuses)[number]

export const isDone = ({ steps }: Pick<Enrollment, "steps">, step: StepNumber): boolean => steps[step] !== undefined

/** Returns the step as it was completed, or undefined if it is open or waived. */
export const completedStep = <N extends StepNumber>(
  { steps }: Pick<Enrollment, "steps">,
  step: N
): CompletedStep<N> | undefined => {
  const record = steps[step]
  return record?.state === "completed" ? record as CompletedStep<N> : undefined
}

/** Returns the first step that is neither completed nor waived, or undefined if all are. */
export const currentStep = (enrollment: Pick<Enrollment, "steps">): StepNumber | undefined =>
  stepNumbers.find((step) => !isDone(enrollment, step))

export const stepsDone = (enrollment: Pick<Enrollment, "steps">): number =>
  stepNumbers.filter((step) => isDone(enrollment, step)).length

/** Returns the status. It is derived, never stored by hand. Step 4 does not complete an enrollment. */
export const enrollmentStatus = (enrollment: Pick<Enrollment, "steps" | "closure">): EnrollmentStatus =>
  enrollment.closure?.status ?? enrollmentStatuses[stepsDone(enrollment)] ?? "completed"

/** Returns how many of the six steps are done, in percent with one decimal. */
export const progressPercentage = (enrollment: Pick<Enrollment, "steps">): number =>
  Math.round(stepsDone(enrollment) / 6 * 1000) / 10
