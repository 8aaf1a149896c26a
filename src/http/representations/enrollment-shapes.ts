import * as z from "zod"
import { provisioningStates } from "../../domain/enrollment/provisioning.ts"
import { enrollmentStatuses } from "../../domain/enrollment/status.ts"
import { type StepNumber, steps } from "../../domain/enrollment/steps/step.ts"
import { guardiansShape } from "./guardian-view.ts"
import { NextAction } from "./next-action.ts"

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
