import type { EnrollmentPolicy } from "./enrollment-policy.ts"
import { addDays, type LocalDate } from "./local-date.ts"

const monthDayOf = (date: LocalDate) => date.slice(5)
const yearOf = (date: LocalDate) => Number(date.slice(0, 4))

const isInSession = (
  { first_school_day: first, last_school_day: last }: EnrollmentPolicy,
  date: LocalDate
): boolean => {
  const today = monthDayOf(date)
  return last < first ? today >= first || today <= last : today >= first && today <= last
}

/** The next first school day that is not before this date. */
const nextFirstSchoolDay = ({ first_school_day: first }: EnrollmentPolicy, date: LocalDate): LocalDate =>
  `${monthDayOf(date) <= first ? yearOf(date) : yearOf(date) + 1}-${first}`

/** entry_date plus the lead days; outside the session, the next first school day. Never before entry_date, within 12 months of it. */
export const expectedStartDate = (policy: EnrollmentPolicy, entry_date: LocalDate): LocalDate => {
  const earliest = addDays(entry_date, policy.lead_days)
  return isInSession(policy, earliest) ? earliest : nextFirstSchoolDay(policy, earliest)
}

/** Ed-Fi's schoolYear of a date: the calendar year in which its school year ends. */
export const schoolYear = ({ school_year_first_month: first }: EnrollmentPolicy, date: LocalDate): number =>
  first > 1 && Number(date.slice(5, 7)) >= first ? yearOf(date) + 1 : yearOf(date)
