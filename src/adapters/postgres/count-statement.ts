import type { Statement } from "./database.ts"

/** Each student counts once, in the school of the latest stay. */
const text = `SELECT latest.school_id::integer, count(*)::integer AS students
FROM students
LEFT JOIN LATERAL (
  SELECT school_id FROM student_school_associations AS any_of
  WHERE any_of.student_unique_id = students.student_unique_id
  ORDER BY entry_date DESC, school_id DESC LIMIT 1
) AS latest ON true
WHERE source_system_descriptor = 'TSA_Admissions_Portal'
GROUP BY latest.school_id ORDER BY latest.school_id`

/** Counts the students who came from the portal, by school. */
export const countStatement: Statement = { name: "count_by_school", text, values: [] }
