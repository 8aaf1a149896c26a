import { DateTime, Effect } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { isLeased, type Provisioning, retried } from "../enrollment/provisioning.ts"
import { anywhere, type PermitOf } from "../people/permit.ts"
import { schoolIds, schoolsAsked } from "../school/asked-schools.ts"
import { EnrollmentId } from "../values/identifiers.ts"
import { settleEnrollment } from "./settle-enrollment.ts"

export const retryAllPolicy = anywhere("provisioning.retry")

/** Which enrollments: refused ones, with any problem or with this code; or pending ones whose next try is still to come. */
export interface RetryFilter {
  readonly school_id: number | undefined
  readonly state: "needs_attention" | "pending"
  readonly code: string | undefined
}

/** At most this many in one call, so that it returns soon. The answer says whether there may be more. */
const most = 500
const pageSize = 100

const isMeant = (provisioning: Provisioning, filter: RetryFilter, now: string): boolean => {
  if (provisioning.state !== filter.state) return false
  if (provisioning.state === "pending") {
    return (provisioning.next_attempt_at ?? "") > now && !isLeased(provisioning, now)
  }
  return filter.code === undefined || provisioning.problems.some(({ code }) => code === filter.code)
}

/** Makes all matching enrollments due now; the relay does the rest. Returns how many, and in `more` whether it stopped at the limit. */
export const retryAll = Effect.fn("retryAll")(function*(permit: PermitOf<typeof retryAllPolicy>, filter: RetryFilter) {
  const enrollments = yield* Enrollments
  const schools = yield* schoolIds(yield* schoolsAsked(permit, filter.school_id, "provisioning.retry"))
  const now = DateTime.formatIso(yield* DateTime.now)
  const again = (enrollment: Enrollment) =>
    settleEnrollment(enrollment, (current) =>
      isMeant(current.provisioning, filter, now)
        ? { ...current, provisioning: retried(current.provisioning, now), rev: current.rev + 1 }
        : current)
  let done = 0
  for (const school_id of schools) {
    let after: string | undefined
    do {
      const page = yield* enrollments.listBySchool(
        school_id,
        { provisioning: filter.state },
        { limit: pageSize, after }
      )
      const ids = page.items.map(({ enrollment_id }) => EnrollmentId.make(enrollment_id))
      const meant = (yield* enrollments.getMany(ids)).filter(({ provisioning }) => isMeant(provisioning, filter, now))
      done += (yield* Effect.forEach(meant.slice(0, most - done), again, { concurrency: 8 })).length
      if (done >= most) return { retried: done, more: true }
      after = page.last
    } while (after !== undefined)
  }
  return { retried: done, more: false }
})
