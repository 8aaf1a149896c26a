import { assert, describe, it } from "@effect/vitest"
import { addDays, addYears, daysBetween, isLocalDate, localDateAt } from "../../../src/domain/values/local-date.ts"
import { dayFrom, integer } from "../../fixtures/arbitrary-values.ts"

describe("isLocalDate", () => {
  it.each(["2015-02-28", "2016-02-29", "2000-02-29", "1900-01-01", "9999-12-31"])(
    "%s exists",
    (text) => assert.isTrue(isLocalDate(text))
  )
  it.each([
    "2015-02-29",
    "2015-02-30",
    "1900-02-29",
    "2015-13-01",
    "2015-00-10",
    "2015-01-00",
    "2015-01-32",
    "2015-04-31",
    "15-01-01",
    "2015-1-1",
    "2015-01-01T00:00:00Z",
    " 2015-01-01",
    "01/02/2015",
    "20150101",
    "",
    "２０１５-01-01"
  ])("%s does not", (text) => assert.isFalse(isLocalDate(text)))
})

describe("localDateAt", () => {
  it.each([
    ["2024-12-12T03:00:00.000Z", "America/Chicago", "2024-12-11"],
    ["2024-12-12T05:59:59.999Z", "America/Chicago", "2024-12-11"],
    ["2024-12-12T06:00:00.000Z", "America/Chicago", "2024-12-12"],
    // summer time began on 2025-03-09 and ended on 2025-11-02
    ["2025-03-09T05:59:59.999Z", "America/Chicago", "2025-03-08"],
    ["2025-03-09T06:00:00.000Z", "America/Chicago", "2025-03-09"],
    ["2025-03-10T04:59:59.999Z", "America/Chicago", "2025-03-09"],
    ["2025-03-10T05:00:00.000Z", "America/Chicago", "2025-03-10"],
    ["2025-11-02T04:59:59.999Z", "America/Chicago", "2025-11-01"],
    ["2025-11-02T05:00:00.000Z", "America/Chicago", "2025-11-02"],
    ["2025-11-03T05:59:59.999Z", "America/Chicago", "2025-11-02"],
    ["2025-11-03T06:00:00.000Z", "America/Chicago", "2025-11-03"],
    ["2025-01-01T04:30:00.000Z", "America/New_York", "2024-12-31"],
    ["2024-12-31T10:30:00.000Z", "Pacific/Kiritimati", "2025-01-01"],
    ["2024-02-29T23:59:59.999Z", "UTC", "2024-02-29"]
  ])("%s in %s is %s", (instant, zone, date) => assert.strictEqual(localDateAt(instant, zone), date))
})

describe("days and years", () => {
  it.prop(
    "adding and counting days are inverse",
    [dayFrom("1900-01-01", 100_000), integer(-40_000, 40_000)],
    ([date, days]) => {
      const moved = addDays(date, days)
      assert.isTrue(isLocalDate(moved))
      assert.strictEqual(daysBetween(date, moved), days)
    }
  )

  it("counts leap days", () => {
    assert.strictEqual(daysBetween("2020-01-01", "2024-12-08"), 1803)
    assert.strictEqual(addDays("2024-02-15", 14), "2024-02-29")
    assert.strictEqual(addYears("2024-02-29", -25), "1999-03-01")
    assert.strictEqual(addYears("2024-12-11", -25), "1999-12-11")
  })
})
