import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { expectedStartDate, schoolYear } from "../../../src/domain/school/calendar.ts"
import { defaultPolicy, EnrollmentPolicy } from "../../../src/domain/school/enrollment-policy.ts"
import { addDays, addYears, isLocalDate } from "../../../src/domain/values/local-date.ts"
import { dayFrom, integer } from "../../fixtures/arbitrary-values.ts"

const policy = defaultPolicy("America/Chicago")
const decode = Schema.decodeUnknownResult(EnrollmentPolicy)

/** Any session that decodes: 90 days to a whole year, with any lead days and first month. */
const calendars = Arbitrary.map(
  Arbitrary.all([dayFrom("2001-01-01", 364), integer(90, 365), integer(0, 31), integer(1, 12)]),
  ([first, days, lead_days, school_year_first_month]) => ({
    ...policy,
    first_school_day: first.slice(5),
    last_school_day: addDays(first, days - 1).slice(5),
    lead_days,
    school_year_first_month
  })
)

/** Returns the next date with this month and day, from `date` on. */
const nextOf = (date: string, monthDay: string) =>
  `${Number(date.slice(0, 4)) + (date.slice(5) <= monthDay ? 0 : 1)}-${monthDay}`

/** Counts the weekdays after `from` up to `to`, but at most ten. */
const weekdays = (from: string, to: string): number => {
  let count = 0
  for (let day = addDays(from, 1); day <= to && count < 10; day = addDays(day, 1)) {
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) count++
  }
  return count
}

const eachDay = (from: string, to: string, check: (day: string) => void) => {
  for (let day = from; day <= to; day = addDays(day, 1)) check(day)
}

describe("expectedStartDate", () => {
  it.each([
    ["2024-12-11", "2024-12-25"],
    ["2025-05-02", "2025-05-16"],
    ["2025-05-03", "2025-08-15"],
    ["2025-05-06", "2025-08-15"],
    ["2025-05-17", "2025-08-15"],
    ["2025-05-18", "2025-08-15"],
    ["2025-07-01", "2025-08-15"],
    ["2025-08-01", "2025-08-15"],
    ["2025-08-02", "2025-08-18"],
    ["2024-12-07", "2024-12-23"],
    ["2026-07-01", "2026-08-17"],
    ["2024-02-15", "2024-02-29"]
  ])("step 4 on %s starts on %s", (entry, start) => assert.strictEqual(expectedStartDate(policy, entry), start))

  it.prop("never before the entry date, at most 12 months after it, on a school day, for every policy on every day", [
    calendars
  ], ([calendar]) => {
    assert.isTrue(Result.isSuccess(decode(calendar)))
    const { first_school_day: first, last_school_day: last } = calendar
    eachDay("2023-06-01", "2025-06-30", (entry) => {
      const start = expectedStartDate(calendar, entry)
      assert.isTrue(isLocalDate(start), start)
      assert.isTrue(start >= addDays(entry, calendar.lead_days) && start <= addYears(entry, 1), `${entry} -> ${start}`)
      const monthDay = start.slice(5)
      assert.notInclude([0, 6], new Date(`${start}T00:00:00Z`).getUTCDay(), start)
      const lastDay = nextOf(start, last)
      assert.isAtLeast(weekdays(start, lastDay), 10, `${start} begins in the last days before ${lastDay}`)
      assert.isTrue(last < first ? monthDay >= first || monthDay <= last : monthDay >= first && monthDay <= last, start)
    })
  }, { arbitrary: { runs: 20 } })
})

describe("schoolYear", () => {
  it.each([
    [8, "2024-07-31", 2024],
    [8, "2024-08-01", 2025],
    [8, "2024-12-25", 2025],
    [8, "2025-01-01", 2025],
    [8, "2025-05-31", 2025],
    [1, "2024-12-31", 2024],
    [1, "2025-01-01", 2025],
    [12, "2024-11-30", 2024],
    [12, "2024-12-01", 2025]
  ])(
    "from month %d on, %s is in %d",
    (school_year_first_month, date, year) =>
      assert.strictEqual(schoolYear({ ...policy, school_year_first_month }, date), year)
  )

  it.prop(
    "is the date's year or the next, and changes once a year, on the first of the month",
    [calendars],
    ([calendar]) => {
      let before = schoolYear(calendar, "2022-12-31")
      eachDay("2023-01-01", "2026-12-31", (day) => {
        const year = schoolYear(calendar, day)
        assert.include([0, 1], year - Number(day.slice(0, 4)))
        const isFirst = day.slice(5) === `${calendar.school_year_first_month}`.padStart(2, "0") + "-01"
        assert.strictEqual(year, isFirst ? before + 1 : before, day)
        before = year
      })
    },
    { arbitrary: { runs: 30 } }
  )
})
