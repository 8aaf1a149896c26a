import { assert, describe, it } from "@effect/vitest"
import { isLocalDate } from "../../../src/domain/school/local-date.ts"
import { birthDate, CalendarDate, pastDate } from "../../../src/domain/student/dates.ts"
import { dayFrom } from "../arbitrary-values.ts"
import { reader } from "../edfi-descriptors.ts"

const today = "2024-12-11"
const born = reader(birthDate(today))
const past = reader(pastDate(today))
const any = reader(CalendarDate)

describe("dates", () => {
  it.each(["2014-03-01", " 2014-03-01 ", "2024-12-10", "1999-12-11", "2016-02-29"])(
    "a child can be born on %s",
    (text) => assert.strictEqual(born(text), text.trim())
  )

  it.each([
    "2015-02-30",
    "2015-02-29",
    "2024-12-11",
    "2024-12-12",
    "2054-01-01",
    "1999-12-10",
    "1890-01-01",
    "2014-13-01",
    "03/01/2014",
    "2014-3-1",
    "2014-03-01T00:00:00Z",
    "",
    "today",
    20140301,
    null
  ])("but not on %j", (text) => assert.isUndefined(born(text)))

  it("a past date may be today, and is not before 1900", () => {
    assert.deepStrictEqual(["2024-12-11", "1900-01-01", "2024-12-12", "1899-12-31", "2023-02-29"].map(past), [
      "2024-12-11",
      "1900-01-01",
      undefined,
      undefined,
      undefined
    ])
  })

  it.prop("a calendar date is any that exists from 1900 to 2199", [dayFrom("1890-01-01", 120_000)], ([date]) => {
    assert.isTrue(isLocalDate(date))
    assert.strictEqual(any(date), date >= "1900-01-01" && date <= "2199-12-31" ? date : undefined)
  })
})
