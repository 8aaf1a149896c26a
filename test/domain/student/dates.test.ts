import { assert, describe, it } from "@effect/vitest"
import { CalendarDate } from "../../../src/domain/student/dates.ts"
import { isLocalDate } from "../../../src/domain/values/local-date.ts"
import { dayFrom } from "../../fixtures/arbitrary-values.ts"
import { reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(CalendarDate)

describe("dates", () => {
  it.each([
    "2015-02-30",
    "2015-02-29",
    "2014-13-01",
    "03/01/2014",
    "2014-3-1",
    "2014-03-01T00:00:00Z",
    "",
    "today",
    20140301,
    null
  ])("%j is none", (text) => assert.isUndefined(read(text)))

  it("may have blanks around them", () => assert.strictEqual(read(" 2014-03-01 "), "2014-03-01"))

  it.prop("are any that exist from 1900 to 2199", [dayFrom("1890-01-01", 120_000)], ([date]) => {
    assert.isTrue(isLocalDate(date))
    assert.strictEqual(read(date), date >= "1900-01-01" && date <= "2199-12-31" ? date : undefined)
  })
})
