import { DateTime } from "effect"

/** A calendar date, `YYYY-MM-DD`, without a zone. */
export type LocalDate = string

const day = 86_400_000
const epochOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`)

/** Whether this is a date that exists: 2015-02-30 does not. */
export const isLocalDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const epoch = epochOf(text)
  return !Number.isNaN(epoch) && new Date(epoch).toISOString().slice(0, 10) === text
}

/** Returns the local date in the zone (IANA name) at an instant (RFC 3339). */
export const localDateAt = (instant: string, zone: string): LocalDate =>
  DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(DateTime.makeUnsafe(instant), zone))

export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(epochOf(date) + days * day).toISOString().slice(0, 10)

/** Returns the whole days from one date to the other; negative if `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((epochOf(to) - epochOf(from)) / day)

/** Returns the same day `years` later (29 February becomes 1 March in a common year). */
export const addYears = (date: LocalDate, years: number): LocalDate => {
  const moved = new Date(epochOf(date))
  moved.setUTCFullYear(moved.getUTCFullYear() + years)
  return moved.toISOString().slice(0, 10)
}
