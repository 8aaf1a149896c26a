import { assert, describe, it } from "@effect/vitest"
import { datePattern } from "../../../src/domain/student/date-pattern.ts"
import { addDays, isLocalDate } from "../../../src/domain/values/local-date.ts"

const pattern = new RegExp(datePattern, "u")
const two = (number: number) => `${number}`.padStart(2, "0")

describe("the pattern of dates", () => {
  it("knows the same dates as the rule, each of three centuries", () => {
    for (let year = 1899; year <= 2200; year++) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const date = `${year}-${two(month)}-${two(day)}`
          assert.strictEqual(pattern.test(date), year > 1899 && year < 2200 && isLocalDate(date), date)
        }
      }
    }
    assert.isFalse(pattern.test(addDays("2199-12-31", 1)))
  })
})
