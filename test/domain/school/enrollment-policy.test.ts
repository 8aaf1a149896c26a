import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { defaultPolicy, EnrollmentPolicy } from "../../../src/domain/school/enrollment-policy.ts"
import { decodeStrictly } from "../../../src/domain/values/field-problems.ts"

const policy = defaultPolicy("America/Chicago")
const decode = Schema.decodeUnknownResult(EnrollmentPolicy)
const accepts = (change: object) => Result.isSuccess(decode({ ...policy, ...change }))

describe("EnrollmentPolicy", () => {
  it("the default is one, and is what the design says", () => {
    assert.deepStrictEqual(decode(policy), Result.succeed(policy))
    assert.deepInclude(policy, {
      provision_at: "student-information",
      deposit_cents: 50_000,
      first_school_day: "08-15",
      last_school_day: "05-31",
      school_year_first_month: 8,
      lead_days: 14,
      accounts_enabled_at: "enrolled"
    })
    assert.lengthOf(policy.required_documents, 6)
  })

  it.each([
    { time_zone: "UTC" },
    { time_zone: "America/Indiana/Indianapolis" },
    { first_school_day: "01-01", last_school_day: "12-31" },
    { first_school_day: "01-01", last_school_day: "03-31" },
    { first_school_day: "12-01", last_school_day: "02-28" },
    { lead_days: 0 },
    { lead_days: 31 },
    { deposit_cents: 0 }
  ])("%j is a policy", (change) => assert.isTrue(accepts(change)))

  it.each(
    [
      [{ first_school_day: "02-30" }, "month_day"],
      [{ first_school_day: "01-01", last_school_day: "03-30" }, "school_year_too_short"],
      [{ lead_days: 32 }, "out_of_range"]
    ] as const
  )("%j is refused as %s", (change, code) =>
    assert.deepStrictEqual(
      Result.match(decodeStrictly(EnrollmentPolicy)({ ...policy, ...change }), {
        onSuccess: () => [],
        onFailure: (problems) => problems.map((each) => each.code)
      }),
      [code]
    ))

  it.each([
    { time_zone: "Texas" },
    { time_zone: "" },
    { first_school_day: "02-29" },
    { first_school_day: "02-30" },
    { last_school_day: "04-31" },
    { first_school_day: "8-15" },
    { first_school_day: "01-01", last_school_day: "03-30" },
    { first_school_day: "12-02", last_school_day: "02-28" },
    { school_year_first_month: 0 },
    { school_year_first_month: 13 },
    { lead_days: -1 },
    { lead_days: 32 },
    { lead_days: 1.5 },
    { deposit_cents: -1 },
    { deposit_cents: 0.5 },
    { provision_at: "step-4" },
    { accounts_enabled_at: "always" },
    { required_documents: ["passport"] },
    { evidence: { ...policy.evidence, deposit: "maybe" } }
  ])("%j is none", (change) => assert.isFalse(accepts(change)))
})
