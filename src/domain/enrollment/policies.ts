import { Effect, Option, Result } from "effect"
import { anywhere, type Belonging, Permit } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { type EnrollmentId, isEnrollmentId } from "../values/identifiers.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { EnrollmentNotFound } from "./errors.ts"

type OnEnrollment =
  | "enrollment.begin"
  | "enrollment.read"
  | "enrollment.events"
  | "enrollment.reads"
  | "enrollment.step"
  | "enrollment.draft"
  | "enrollment.waive"
  | "enrollment.withdraw"
  | "enrollment.reopen"
  | "enrollment.decide"
  | "enrollment.guardians"
  | "enrollment.custody"
  | "provisioning.retry"

/** Returns the enrollment with this id. Fails with `EnrollmentNotFound`, the one answer for all that is not there. */
export const loadEnrollment = Effect.fnUntraced(function*(id: EnrollmentId) {
  const found = yield* (yield* Enrollments).get(id)
  return Option.isSome(found) ? found.value : yield* new EnrollmentNotFound()
})

/** Returns what decides who may do what with an enrollment. */
export const belongingOf = ({ blocked = [], guardians = [], parent_email, school_id }: Enrollment): Belonging => ({
  school_id,
  family: parent_email,
  guardians,
  blocked
})

/** Returns the policy of an action on one enrollment. It loads the enrollment, and hides it from those whom it does not concern. */
const onEnrollment = <A extends OnEnrollment>(action: A) => ({
  check: Effect.fnUntraced(function*(principal: Principal, { id }: { readonly id: string }) {
    if (!isEnrollmentId(id)) return yield* new EnrollmentNotFound()
    const enrollment = yield* loadEnrollment(id)
    const permit = Permit.decide(action, "enrollment.read", principal, enrollment, belongingOf(enrollment))
    if (Result.isSuccess(permit)) return permit.success
    return yield* permit.failure === "hidden" ? new EnrollmentNotFound() : permit.failure
  })
})

/** The policy for an enrollment that was begun: whoever may begin it sees all of it. */
export const begunPolicy = onEnrollment("enrollment.begin")
export const readEnrollmentPolicy = onEnrollment("enrollment.read")
export const enrollmentEventsPolicy = onEnrollment("enrollment.events")
export const readsPolicy = onEnrollment("enrollment.reads")
export const stepPolicy = onEnrollment("enrollment.step")
export const draftPolicy = onEnrollment("enrollment.draft")
export const waivePolicy = onEnrollment("enrollment.waive")
export const withdrawPolicy = onEnrollment("enrollment.withdraw")
export const reopenPolicy = onEnrollment("enrollment.reopen")
export const decidePolicy = onEnrollment("enrollment.decide")
export const guardiansPolicy = onEnrollment("enrollment.guardians")
export const custodyPolicy = onEnrollment("enrollment.custody")
export const provisionPolicy = onEnrollment("provisioning.retry")

export const beginPolicy = anywhere("enrollment.begin")
export const listPolicy = anywhere("enrollment.list")
export const listSchoolPolicy = anywhere("enrollment.list-school")
