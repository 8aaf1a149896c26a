import type { Statement } from "./database.ts"

const text = `SELECT asked.id AS student_unique_id,
  to_json(student) AS student, to_json(extension) AS extension, to_json(account) AS "user",
  (SELECT json_agg(each ORDER BY entry_date, school_id) FROM student_school_associations AS each
    WHERE each.student_unique_id = asked.id) AS associations
FROM json_array_elements_text($1) AS asked (id)
LEFT JOIN students AS student ON student.student_unique_id = asked.id
LEFT JOIN tsa_student_extensions AS extension ON extension.student_unique_id = asked.id
LEFT JOIN users AS account ON account.sourced_id = 'student_' || asked.id`

/** Finds the rows of each student as JSON, null where there is none. */
export const findStatement = (student_unique_ids: ReadonlyArray<string>): Statement => ({
  name: "find",
  text,
  values: [JSON.stringify([...new Set(student_unique_ids)])]
})
