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

/** Returns the refusal of anything that a closed enrollment cannot do. */
export const closed = (enrollment: Enrollment) =>
  Result.fail(new EnrollmentClosed({ enrollment_id: enrollment.enrollment_id, status: enrollmentStatus(enrollment) }))

/** Returns the enrollment if `by` may still change its steps. Fails once it is closed, and for the family also once it is completed. */
export const openTo = (enrollment: Enrollment, by: "family" | "staff"): Result.Result<Enrollment, EnrollmentClosed> =>
  enrollment.closure !== undefined || (by === "family" && currentStep(enrollment) === undefined)
    ? closed(enrollment)
    : Result.succeed(enrollment)

/** Returns the enrollment closed with this status. The exit date is the day in the school's time zone. */
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
 * Returns the enrollment with the school's decision. Approving only records that the school has said so. Declining closes the enrollment;
 * once all steps are done, only staff may decline. The same decision again changes nothing. Any other decision fails once the enrollment is
 * closed.
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

/**
 * Returns the enrollment without its withdrawal or refusal, as if it had never been closed: ids and steps stay. An open enrollment stays as
 * it is. Fails for an erased one, which is gone.
 */
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
