import { addDays, type LocalDate } from "../values/local-date.ts"
import type { EnrollmentPolicy } from "./enrollment-policy.ts"

const monthDayOf = (date: LocalDate) => date.slice(5)
const yearOf = (date: LocalDate) => Number(date.slice(0, 4))

const isInSession = (
  { first_school_day: first, last_school_day: last }: EnrollmentPolicy,
  date: LocalDate
): boolean => {
  const today = monthDayOf(date)
  return last < first ? today >= first || today <= last : today >= first && today <= last
}

/** Returns the next first school day on or after this date. */
const nextFirstSchoolDay = ({ first_school_day: first }: EnrollmentPolicy, date: LocalDate): LocalDate =>
  `${monthDayOf(date) <= first ? yearOf(date) : yearOf(date) + 1}-${first}`

const isWeekend = (date: LocalDate): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** Returns the date itself, or on a weekend the Monday after. */
const onWeekday = (date: LocalDate): LocalDate => isWeekend(date) ? onWeekday(addDays(date, 1)) : date

/** Returns the date itself, or on a weekend the Friday before. */
const onWeekdayBefore = (date: LocalDate): LocalDate => isWeekend(date) ? onWeekdayBefore(addDays(date, -1)) : date

/** Nobody begins in the last two weeks (ten weekdays) of a school year. */
const lastDays = 14

const canBeginOn = (policy: EnrollmentPolicy, date: LocalDate): boolean => {
  const last = policy.last_school_day
  const lastDay = `${monthDayOf(date) <= last ? yearOf(date) : yearOf(date) + 1}-${last}`
  return isInSession(policy, date) && date <= addDays(onWeekdayBefore(lastDay), -lastDays)
}

/**
 * Returns entry_date plus the lead days, or on a weekend the Monday after. Outside the session and in its last ten weekdays, returns the
 * next first school day, or on a weekend the Monday after. Never before entry_date, and within 12 months of it.
 */
export const expectedStartDate = (policy: EnrollmentPolicy, entry_date: LocalDate): LocalDate => {
  const earliest = onWeekday(addDays(entry_date, policy.lead_days))
  return canBeginOn(policy, earliest) ? earliest : onWeekday(nextFirstSchoolDay(policy, earliest))
}

/** Returns Ed-Fi's schoolYear of a date: the calendar year in which its school year ends. */
export const schoolYear = ({ school_year_first_month: first }: EnrollmentPolicy, date: LocalDate): number =>
  first > 1 && Number(date.slice(5, 7)) >= first ? yearOf(date) + 1 : yearOf(date)
