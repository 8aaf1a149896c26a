import type { Place } from "./place.ts"

const tables = ["students", "student_school_associations", "tsa_student_extensions"] as const

/** Returns how many rows each of the four tables holds for one student. */
export const counts = async (place: Place, student: string): Promise<ReadonlyArray<number>> =>
  Promise.all([
    ...tables.map((table) => place.rows(`SELECT 1 FROM ${table} WHERE student_unique_id = $1`, student)),
    place.rows("SELECT 1 FROM users WHERE identifier = $1", student)
  ].map(async (rows) => (await rows).length))

/** Returns the four rows of one student. */
export const recordsOf = async (place: Place, student: string) => {
  const row = async (table: string, key = "student_unique_id") => {
    const [found] = await place.rows(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1`, student)
    return (found?.["row"] ?? {}) as Record<string, unknown>
  }
  return {
    student: await row("students"),
    association: await row("student_school_associations"),
    extension: await row("tsa_student_extensions"),
    user: await row("users", "identifier")
  }
}
