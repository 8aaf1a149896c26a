import { Effect, Result } from "effect"
import type * as z from "zod"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../domain/enrollment/projection.ts"
import { type EnrollmentListing, listingOf } from "../../domain/enrollment/reading/listing.ts"
import { withoutBlockedTwins } from "../../domain/enrollment/reading/visible.ts"
import { currentStep } from "../../domain/enrollment/status.ts"
import { type StepNumber, steps } from "../../domain/enrollment/steps/step.ts"
import type { Language } from "../../domain/words/language.ts"
import { recordProblemIn } from "../../domain/words/record-words.ts"
import { stepIn } from "../../domain/words/said.ts"
import type { Answer } from "../answer.ts"
import { AskedLanguage } from "../asked-language.ts"
import { entityTag, type View } from "../entity-tag.ts"
import type { EnrollmentBody, EnrollmentRow, StudentRecordsView } from "./enrollment-shapes.ts"
import { shownData, shownDraft, shownListing, viewFor } from "./enrollment-view.ts"
import { shownGuardians } from "./guardian-view.ts"
import { nextActions } from "./next-actions.ts"
import { onRecord, type Reader } from "./on-record.ts"

/** Returns the row of a list, with what can be done next. */
export const rowOf = (
  listing: EnrollmentListing,
  view: View,
  language: Language
): z.infer<typeof EnrollmentRow> => {
  const next_actions = nextActions(listing, view, language)
  const shown = shownListing(listing, view)
  return {
    ...shown,
    next_step_name: shown.next_step_name === null ? null : stepIn(shown.current_step as StepNumber, language),
    problems: shown.problems.map((problem) => recordProblemIn(problem, language)),
    next_action: next_actions[0]?.title ?? null,
    next_actions: [...next_actions]
  }
}

const stepView = (enrollment: Enrollment, step: StepNumber, view: View, language: Language) => {
  const record = enrollment.steps[step]
  const open = step === currentStep(enrollment) ? "current" : "upcoming"
  const draft = shownDraft(enrollment, step, view)
  return {
    name: stepIn(step, language),
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

/** Returns the answer with this enrollment as the caller may see it. */
export const enrollmentAnswer = Effect.fnUntraced(function*(
  enrollment: Enrollment,
  reader: Reader,
  status: Answer["status"] = 200
) {
  const [view, language] = [viewFor(reader.roles), yield* AskedLanguage]
  const viewed = Object.fromEntries(steps.map(({ number }) => [number, stepView(enrollment, number, view, language)]))
  const [listing = listingOf(enrollment)] = yield* withoutBlockedTwins(reader.principal, [listingOf(enrollment)])
  const row = rowOf(listing, view, language)
  const body = {
    ...row,
    steps: viewed as z.infer<typeof EnrollmentBody>["steps"],
    guardians: shownGuardians(enrollment, view),
    student_records: studentRecordsOf(enrollment, row)
  }
  yield* onRecord(enrollment, reader, body)
  return { status, tag: entityTag(enrollment, view, language), body } satisfies Answer
})
