import { Effect } from "effect"
import { Database, type Run } from "../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"

/** How a child's records are erased: first the arbiter, which stays as the tombstone; then, in a new snapshot, the rows beside it. */
export const eraseBy = async (run: Run, { extension, school }: StudentRecordSet, version: number) => {
  const id = extension.student_unique_id
  await run(
    `INSERT INTO tsa_student_extensions AS held
      (student_unique_id, enrollment_id, enrollment_version, enrollment_status, school_id, change_version)
    VALUES ($1, $2, $3, 'erased', $4, next_change_version(true))
    ON CONFLICT (student_unique_id) DO UPDATE SET
      enrollment_version = greatest(held.enrollment_version, excluded.enrollment_version),
      enrollment_status = 'erased', school_id = excluded.school_id, change_version = excluded.change_version,
      date_last_modified = greatest(excluded.date_last_modified, held.date_last_modified + interval '1 millisecond'),
      sport_interests = DEFAULT, assigned_program_track = NULL, grade_level_at_enrollment = NULL,
      expected_start_date = NULL, referring_coach_id = NULL, invitation_id = NULL,
      parent_consultation_completed = DEFAULT, parent_consultation_date = NULL, shadow_day_completed = DEFAULT,
      shadow_day_date = NULL, required_documents_complete = DEFAULT, document_completion_date = NULL,
      deposit_paid = DEFAULT, deposit_amount = NULL, deposit_paid_date = NULL, registered_at = NULL,
      enrollment_completed_date = NULL, custom_data = DEFAULT, updated_at = now()`,
    [id, extension.enrollment_id, version, school.school_id]
  )
  await run("DELETE FROM users WHERE sourced_id = 'student_' || $1", [id])
  await run("DELETE FROM student_school_associations WHERE student_unique_id = $1", [id])
  await run("DELETE FROM students WHERE student_unique_id = $1", [id])
}

/** Erases in one transaction that may take a second. */
export const erase = (set: StudentRecordSet, version: number) =>
  Effect.flatMap(Database, ({ transaction }) => transaction((run) => eraseBy(run, set, version), 1000))
