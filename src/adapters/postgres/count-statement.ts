import type { Statement } from "./database.ts"

/** One student counts once, in the school that came first. */
const text = `SELECT first.school_id::integer, count(*)::integer AS students
FROM students
LEFT JOIN LATERAL (
  SELECT school_id FROM student_school_associations AS any_of
  WHERE any_of.student_unique_id = students.student_unique_id
  ORDER BY entry_date LIMIT 1
) AS first ON true
WHERE source_system_descriptor = 'TSA_Admissions_Portal'
GROUP BY first.school_id ORDER BY first.school_id`

/** How many students came from the portal, by school. */
export const countStatement: Statement = { name: "count_by_school", text, values: [] }
