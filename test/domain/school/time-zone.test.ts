import { assert, describe, it } from "@effect/vitest"
import { EnrollmentPolicy, TimeZone } from "../../../src/domain/school/enrollment-policy.ts"
import { reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(TimeZone)

describe("the time zone of a school", () => {
  it.each(["America/Chicago", "America/Indiana/Indianapolis", "US/Central", "UTC"])(
    "%s is one",
    (zone) => assert.strictEqual(read(zone), zone)
  )

  it.each(["+05:00", "-06:00", "EST", "CST6CDT", "GMT", "Etc/GMT+5", "etc/gmt+5", "America", "Texas/Austin", ""])(
    "%j, which never changes to summer time or is not there, is none",
    (zone) => assert.isUndefined(read(zone))
  )

  it("of a school that is there already is taken as it is", () =>
    assert.strictEqual(reader(EnrollmentPolicy.fields.time_zone)("EST"), "EST"))
})
