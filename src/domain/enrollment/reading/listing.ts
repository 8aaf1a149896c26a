import { portalGrade, readGradeLevel } from "../../student/grade-level.ts"
import type { Enrollment } from "../enrollment.ts"
import type { ProvisioningState, RecordProblem } from "../provisioning.ts"
import {
  completedStep,
  currentStep,
  type EnrollmentStatus,
  enrollmentStatus,
  progressPercentage,
  stepsDone
} from "../status.ts"
import { stepName } from "../steps/step.ts"

/** One row of a list: what the portal and staff read without opening the enrollment. */
export interface EnrollmentListing {
  readonly enrollment_id: string
  readonly status: EnrollmentStatus
  readonly current_step: number
  readonly total_steps: 6
  readonly completed_steps: number
  readonly progress_percentage: number
  readonly next_step_name: string | null
  readonly student_first_name: string | null
  readonly student_last_name: string | null
  readonly grade_level: string | null
  readonly sport_interest: string | null
  readonly coach_id: string
  readonly coach_name: string
  readonly school_id: number
  readonly school_name: string
  readonly parent_email: string
  readonly provisioning_state: ProvisioningState
  readonly wanted_at: string | null
  /** Why the student records were refused. */
  readonly problems: ReadonlyArray<RecordProblem>
  /** Another enrollment of the same child. */
  readonly same_child?: string
  readonly created_at: string
  readonly updated_at: string
  readonly version: number
  /**
   * The version at which custody kept it from nobody. If this is not the row's own version, or an earlier release left it out, the item
   * tells.
   */
  readonly unblocked_at?: number | null
}

/** The grade as the portal writes it (`5th`), whatever spelling was stored. */
const shownGrade = (text: string | undefined): string | null => {
  const grade = text === undefined ? undefined : readGradeLevel(text)
  return grade === undefined ? null : portalGrade(grade)
}

/** Returns the row of this enrollment. The child is named as in step 4 once that is completed, and as in the invitation before. */
export const listingOf = (enrollment: Enrollment): EnrollmentListing => {
  const child = completedStep(enrollment, 4)?.data.student_info
  const next = currentStep(enrollment)
  const { invited } = enrollment
  return {
    enrollment_id: enrollment.enrollment_id,
    status: enrollmentStatus(enrollment),
    current_step: next ?? 6,
    total_steps: 6,
    completed_steps: stepsDone(enrollment),
    progress_percentage: progressPercentage(enrollment),
    next_step_name: next === undefined || enrollment.closure !== undefined ? null : stepName(next),
    student_first_name: child?.first_name ?? invited.student_first_name ?? null,
    student_last_name: child?.last_name ?? invited.student_last_name ?? null,
    grade_level: shownGrade(child?.grade_level ?? invited.grade_level),
    sport_interest: child?.sport_interest ?? completedStep(enrollment, 1)?.data.sport_interests?.[0] ??
      invited.sport_interest ?? null,
    coach_id: enrollment.coach_id,
    coach_name: enrollment.coach_name,
    school_id: enrollment.school_id,
    school_name: enrollment.school_name,
    parent_email: enrollment.parent_email,
    provisioning_state: enrollment.provisioning.state,
    wanted_at: enrollment.provisioning.wanted_at ?? null,
    problems: enrollment.provisioning.problems,
    ...(enrollment.same_child !== undefined && { same_child: enrollment.same_child }),
    created_at: enrollment.created_at,
    updated_at: enrollment.updated_at,
    version: enrollment.version,
    unblocked_at: (enrollment.blocked ?? []).length === 0 ? enrollment.version : null
  }
}
