import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { isTryDue } from "../enrollment/provisioning.ts"
import { isClaimDue } from "../enrollment/steps/child-claim.ts"
import { outboxWork } from "../outbox/work.ts"
import { inTurnThenFail } from "../store/all-then-fail.ts"
import type { EnrollmentId } from "../values/identifiers.ts"
import { attemptAtOnce } from "./attempt-at-once.ts"
import { claimDueChildren } from "./child-claim-work.ts"
import { workOnEnrollments } from "./enrollment-work.ts"

/** Enrollments have a child to claim, records to write and events to move. */
export const enrollmentWork = outboxWork({
  needsRecords: true,
  load: (ids) => Effect.flatMap(Enrollments, ({ getMany }) => getMany(ids as ReadonlyArray<EnrollmentId>)),
  idOf: ({ enrollment_id }) => enrollment_id,
  isDue: (enrollment, now) => isTryDue(enrollment.provisioning, now) || isClaimDue(enrollment, now),
  work: (enrollments, now) =>
    Effect.map(
      inTurnThenFail([claimDueChildren(enrollments, now), workOnEnrollments(enrollments, now)]),
      (worked) => worked.reduce((sum, each) => sum + each, 0)
    ),
  attempt: (ids) => attemptAtOnce(ids as ReadonlyArray<EnrollmentId>)
})
