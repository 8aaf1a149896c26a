import { DateTime, Effect } from "effect"
import { Enrollments } from "./enrollments.port.ts"
import { EnrollmentClosed } from "./errors.ts"
import { draftPolicy } from "./permits.ts"
import { enrollmentStatus } from "./status.ts"
import type { Draft } from "./step-data.ts"
import type { StepNumber } from "./step.ts"
import { withDraft } from "./transitions.ts"

/** Saves a half-filled step, or drops its draft (undefined). The last write wins; nothing is completed by it. */
export const saveDraft = Effect.fn("saveDraft")(function*(step: StepNumber, draft: Draft | undefined) {
  const { resource: enrollment } = yield* draftPolicy.tag
  const { closure, drafts, enrollment_id } = enrollment
  if (closure !== undefined) {
    return yield* new EnrollmentClosed({ enrollment_id, status: enrollmentStatus(enrollment) })
  }
  if (draft === undefined && drafts[step] === undefined) return enrollment
  const after = withDraft(enrollment, step, draft, DateTime.formatIso(yield* DateTime.now))
  yield* (yield* Enrollments).saveDraft(enrollment_id, step, after.drafts[step])
  return after
})
