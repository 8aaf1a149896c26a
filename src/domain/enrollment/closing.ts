import { Result } from "effect"
import type { ChangeContext } from "../history/event.ts"
import { localDateAt } from "../values/local-date.ts"
import { accept } from "./accept.ts"
import type { Enrollment } from "./enrollment.ts"
import { EnrollmentClosed } from "./errors.ts"
import { currentStep, enrollmentStatus } from "./status.ts"

/** What the school decides about an admission. */
export interface Decision {
  readonly decision: "approved" | "declined"
  readonly notes?: string
}

/** The refusal of whatever a closed enrollment cannot do. */
export const closed = (enrollment: Enrollment) =>
  Result.fail(new EnrollmentClosed({ enrollment_id: enrollment.enrollment_id, status: enrollmentStatus(enrollment) }))

/** The enrollment, where its steps can still be changed by these: not once it is closed, by the family not once it is completed. */
export const openTo = (enrollment: Enrollment, by: "family" | "staff"): Result.Result<Enrollment, EnrollmentClosed> =>
  enrollment.closure !== undefined || (by === "family" && currentStep(enrollment) === undefined)
    ? closed(enrollment)
    : Result.succeed(enrollment)

/** The enrollment closed in this way. The exit date is the day in the school's zone. */
export const closedAs = (
  enrollment: Enrollment,
  status: "withdrawn" | "declined",
  reason: string | undefined,
  context: ChangeContext
): Enrollment => {
  const closure = {
    status,
    at: context.now,
    on: localDateAt(context.now, enrollment.policy.time_zone),
    ...(reason !== undefined && { reason })
  }
  return accept(enrollment, { ...enrollment, closure }, `enrollment_${status}`, context)
}

/**
 * Approved: the school has said so, nothing else changes. Declined: closed; once all steps are done by staff only. The same decision
 * again changes nothing.
 */
export const decide = (
  enrollment: Enrollment,
  { decision, notes }: Decision,
  by: "coach" | "staff",
  context: ChangeContext
): Result.Result<Enrollment, EnrollmentClosed> => {
  const { approval, closure } = enrollment
  if (decision === "declined" && closure?.status === "declined") return Result.succeed(enrollment)
  if (closure !== undefined) return closed(enrollment)
  if (decision === "declined") {
    return by === "coach" && currentStep(enrollment) === undefined
      ? closed(enrollment)
      : Result.succeed(closedAs(enrollment, "declined", notes, context))
  }
  if (approval !== undefined && approval.notes === notes) return Result.succeed(enrollment)
  const approved = { ...enrollment, approval: { at: context.now, ...(notes !== undefined && { notes }) } }
  return Result.succeed(accept(enrollment, approved, "enrollment_approved", context))
}

/** Takes a withdrawal or a refusal back, as if it had not been: ids and steps stay. What is open stays as it is; what was erased is gone. */
export const reopen = (
  enrollment: Enrollment,
  reason: string,
  context: ChangeContext
): Result.Result<Enrollment, EnrollmentClosed> => {
  const { closure, ...rest } = enrollment
  if (closure === undefined) return Result.succeed(enrollment)
  if (closure.status === "erased") return closed(enrollment)
  const reopened = { ...rest, reopened: { at: context.now, reason } }
  return Result.succeed(accept(enrollment, reopened, "enrollment_reopened", context))
}
