import { Effect, Result } from "effect"
import * as z from "zod"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { type EnrollmentListing, listingOf } from "../../domain/enrollment/listing.ts"
import { projectStudentRecords, recordsDue } from "../../domain/enrollment/projection.ts"
import { currentStep, enrollmentStatuses } from "../../domain/enrollment/status.ts"
import { type StepNumber, steps } from "../../domain/enrollment/step.ts"
import { withoutBlockedTwins } from "../../domain/enrollment/visible.ts"
import type { Answer } from "../endpoint.ts"
import { entityTag, type View } from "../entity-tag.ts"
import { NextAction } from "../next-action.ts"
import { shownData, shownDraft, shownListing, viewFor } from "./enrollment-view.ts"
import { guardiansShape, shownGuardians } from "./guardian-view.ts"
import { nextActions } from "./next-actions.ts"
import { onRecord, type Reader } from "./on-record.ts"

const provisioningStates = ["not_due", "pending", "applied", "needs_attention"] as const
const nullableText = z.string().nullable()

/** Why records were refused, by field. */
const RecordProblemView = z.object({ pointer: z.string(), code: z.string(), message: z.string() })

/** One row of a list. */
export const EnrollmentRow = z.object({
  enrollment_id: z.string(),
  status: z.enum(enrollmentStatuses),
  current_step: z.int(),
  total_steps: z.literal(6),
  completed_steps: z.int(),
  progress_percentage: z.number(),
  next_step_name: nullableText,
  student_first_name: nullableText,
  student_last_name: nullableText,
  grade_level: nullableText,
  sport_interest: nullableText,
  coach_id: z.string(),
  coach_name: z.string(),
  school_id: z.int(),
  school_name: z.string(),
  parent_email: z.string(),
  provisioning_state: z.enum(provisioningStates),
  wanted_at: nullableText,
  problems: z.array(RecordProblemView),
  same_child: z.string().optional().meta({ description: "For staff: another enrollment of this child" }),
  next_action: nullableText,
  next_actions: z.array(NextAction),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.int()
}).meta({ id: "EnrollmentRow" })

const StepView = z.object({
  name: z.string(),
  status: z.enum(["completed", "waived", "current", "upcoming", "blocked"]),
  completed_at: nullableText,
  data: z.record(z.string(), z.unknown()).nullable(),
  draft: z.record(z.string(), z.unknown()).nullable(),
  draft_saved_at: nullableText.meta({
    description: "When the draft was saved. Beside data: it is of later than the step was last accepted"
  })
}).meta({ id: "Step" })

/** How the student records stand. */
export const StudentRecordsView = z.object({
  state: z.enum(provisioningStates),
  student_unique_id: nullableText,
  student_usi: z.int().nullable(),
  enrollment_status: nullableText,
  applied_at: nullableText,
  attempts: z.int(),
  problems: z.array(RecordProblemView)
})

/** An enrollment as it is answered. */
export const EnrollmentBody = EnrollmentRow.extend({
  steps: z.object(
    Object.fromEntries(steps.map(({ number }) => [`${number}`, StepView])) as Record<`${StepNumber}`, typeof StepView>
  ),
  guardians: guardiansShape,
  student_records: StudentRecordsView
}).meta({ id: "Enrollment" })

/** The row of a list, with what can be done next. */
export const rowOf = (listing: EnrollmentListing, view: View): z.infer<typeof EnrollmentRow> => {
  const next_actions = nextActions(listing, view)
  const shown = shownListing(listing, view)
  return {
    ...shown,
    problems: [...shown.problems],
    next_action: next_actions[0]?.title ?? null,
    next_actions: [...next_actions]
  }
}

const stepView = (enrollment: Enrollment, step: StepNumber, view: View) => {
  const record = enrollment.steps[step]
  const open = step === currentStep(enrollment) ? "current" : "upcoming"
  const draft = shownDraft(enrollment, step, view)
  return {
    name: steps[step - 1]?.name ?? "",
    status: record?.state ?? (enrollment.closure === undefined ? open : "blocked"),
    completed_at: record?.state === "completed" ? record.completed_at : record?.waived_at ?? null,
    data: shownData(enrollment, step, view),
    draft: draft?.data ?? null,
    draft_saved_at: draft?.saved_at ?? null
  }
}

const studentRecordsOf = (
  enrollment: Enrollment,
  { problems }: z.infer<typeof EnrollmentRow>
): z.infer<typeof StudentRecordsView> => {
  const { identity, provisioning } = enrollment
  const set = recordsDue(enrollment) ? projectStudentRecords(enrollment) : undefined
  return {
    state: provisioning.state,
    student_unique_id: identity?.student_unique_id ?? null,
    student_usi: identity?.student_usi ?? null,
    enrollment_status: set !== undefined && Result.isSuccess(set) ? set.success.extension.enrollment_status : null,
    applied_at: provisioning.applied_at ?? null,
    attempts: provisioning.attempts,
    problems
  }
}

/** The answer with this enrollment as the caller may see it. */
export const enrollmentAnswer = Effect.fnUntraced(function*(
  enrollment: Enrollment,
  reader: Reader,
  status: Answer["status"] = 200
) {
  const view = viewFor(reader.roles)
  const viewed = Object.fromEntries(steps.map(({ number }) => [number, stepView(enrollment, number, view)]))
  const [listing = listingOf(enrollment)] = yield* withoutBlockedTwins(reader.principal, [listingOf(enrollment)])
  const row = rowOf(listing, view)
  const body = {
    ...row,
    steps: viewed as z.infer<typeof EnrollmentBody>["steps"],
    guardians: shownGuardians(enrollment, view),
    student_records: studentRecordsOf(enrollment, row)
  }
  yield* onRecord(enrollment, reader, body)
  return { status, tag: entityTag(enrollment, view), body } satisfies Answer
})
