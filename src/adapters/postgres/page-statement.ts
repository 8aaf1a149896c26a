import type { StoredStudent } from "../../domain/provisioning/student-records.port.ts"
import type { Rows, Statement } from "./database.ts"

/** Finds students by their source, and rows of the other tables by the form of our ids, even rows that have lost their student. */
const text = `SELECT found.id AS student_unique_id, COALESCE(
  (SELECT school_id FROM student_school_associations AS each WHERE each.student_unique_id = found.id
    ORDER BY entry_date DESC, school_id DESC LIMIT 1),
  (SELECT school_id FROM tsa_student_extensions AS extension WHERE extension.student_unique_id = found.id),
  (SELECT substr(org_ids->>0, 8)::bigint FROM users
    WHERE sourced_id = 'student_' || found.id AND org_ids->>0 ~ '^school_[0-9]{1,10}$')
)::text AS school_id
FROM (
  (SELECT student_unique_id AS id FROM students
    WHERE student_unique_id > $1 AND source_system_descriptor = 'TSA_Admissions_Portal' ORDER BY 1 LIMIT $2)
  UNION (SELECT DISTINCT student_unique_id FROM student_school_associations
    WHERE student_unique_id > $1 AND student_unique_id LIKE 'TSA-STU-%' ORDER BY 1 LIMIT $2)
  UNION (SELECT student_unique_id FROM tsa_student_extensions
    WHERE student_unique_id > $1 AND enrollment_status <> 'erased' ORDER BY 1 LIMIT $2)
  UNION (SELECT substr(sourced_id, 9) FROM users
    WHERE sourced_id > 'student_' || $1 AND sourced_id LIKE 'student\\_TSA-STU-%' ORDER BY sourced_id LIMIT $2)
) AS found ORDER BY 1 LIMIT $2`

/** Pages by id through the students that have a row other than a tombstone in any table. Each table gives its next rows by its own key. */
export const pageStatement = (after: string | undefined, limit: number): Statement => ({
  name: "page",
  text,
  values: [after ?? "", limit]
})

export const storedStudents = (rows: Rows): ReadonlyArray<StoredStudent> =>
  rows.map(({ school_id, student_unique_id }) => ({
    student_unique_id: String(student_unique_id),
    school_id: school_id === null ? null : Number(school_id)
  }))
