import { expectedStartDate, schoolYear } from "../school/calendar.ts"
import { username } from "../student/username.ts"
import { keyOf, partsOfKey, studentUniqueIdOf, suffixNumber } from "../values/identifiers.ts"
import { daysBetween, localDateAt } from "../values/local-date.ts"
import type { Enrollment, StudentIdentity } from "./enrollment.ts"
import type { StepData } from "./steps/step-data.ts"

/** Returns the days since 2020-01-01 × 2^40 + the suffix as a number: injective, and a safe integer until 2042. */
export const studentUsi = (key: string): number => {
  const { day, suffix } = partsOfKey(key)
  return daysBetween("2020-01-01", day) * 2 ** 40 + suffixNumber(suffix)
}

/**
 * Derives the identity from the enrollment's key and the moment at which step 4 was first accepted. Nothing is drawn, so nothing can
 * collide.
 */
export const identityAt = (
  { enrollment_id, policy }: Pick<Enrollment, "enrollment_id" | "policy">,
  { student_info: { first_name, last_name } }: StepData[4],
  now: string
): StudentIdentity => {
  const student_usi = studentUsi(keyOf(enrollment_id))
  const entry_date = localDateAt(now, policy.time_zone)
  const expected_start_date = expectedStartDate(policy, entry_date)
  return {
    student_unique_id: studentUniqueIdOf(enrollment_id),
    student_usi,
    username: username(first_name, last_name, student_usi),
    entry_date,
    school_year: schoolYear(policy, expected_start_date),
    expected_start_date,
    registered_at: now
  }
}
