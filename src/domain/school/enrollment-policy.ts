import { Schema } from "effect"
import { refused, refuses } from "../words/refusal.ts"
import { DocumentType } from "./document-type.ts"

const monthDay = Schema.String.check(
  Schema.isPattern(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|29|3[01])$/u, refuses("month_day")),
  Schema.makeFilter((value: string) => {
    const date = new Date(`2001-${value}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === value
  }, refuses("month_day"))
)

const shortestSchoolYear = 90

const between = (min: number, max: number) =>
  Schema.isBetween({ minimum: min, maximum: max }, refuses("out_of_range", { min, max }))

/** `trusted`: what the step says counts. `verified`: it counts once somebody or something has verified it. */
const Evidence = Schema.Literals(["trusted", "verified"])

/**
 * The rules of one school, copied into each enrollment when it begins. `deposit_cents` is in US cents; `time_zone` is an IANA name; days
 * are MM-DD; `school_year_first_month` is 1 to 12. A session of at least 90 days and at most 31 lead days keep every start date within
 * twelve months.
 */
export const EnrollmentPolicy = Schema.Struct({
  provision_at: Schema.Literals(["student-information", "payment"]),
  required_documents: Schema.Array(DocumentType),
  evidence: Schema.Struct({
    consultation: Evidence,
    shadow_day: Evidence,
    documents: Evidence,
    deposit: Evidence
  }),
  deposit_cents: Schema.Int.check(between(0, 100_000_000)),
  time_zone: Schema.String.check(Schema.makeFilter((zone: string) => isTimeZone(zone), refuses("time_zone"))),
  first_school_day: monthDay,
  last_school_day: monthDay,
  school_year_first_month: Schema.Int.check(between(1, 12)),
  lead_days: Schema.Int.check(between(0, 31)),
  accounts_enabled_at: Schema.Literals(["registered", "enrolled"])
}).check(
  Schema.makeFilter(({ first_school_day, last_school_day }) =>
    sessionDays(first_school_day, last_school_day) >= shortestSchoolYear
      ? undefined
      : { path: ["last_school_day"], issue: refused("school_year_too_short", { days: shortestSchoolYear }) }
  )
)
export type EnrollmentPolicy = typeof EnrollmentPolicy.Type

/** Asking the platform costs more than the rest of a policy together, and there are few zones. */
const knownZones = new Set<string>()

const isTimeZone = (zone: string): boolean => {
  if (knownZones.has(zone)) return true
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone })
    knownZones.add(zone)
    return true
  } catch {
    return false
  }
}

const sessionDays = (first: string, last: string): number => {
  const from = Date.parse(`2001-${first}T00:00:00Z`)
  const to = Date.parse(`${last < first ? 2002 : 2001}-${last}T00:00:00Z`)
  return (to - from) / 86_400_000 + 1
}

/**
 * The time zone of a new school: UTC, or one that Intl knows by its area and city, and thus with its summer time. Offsets, abbreviations
 * and Etc/… never change their clocks. The zones of existing schools are taken as they are.
 */
export const TimeZone = Schema.String.check(
  Schema.makeFilter(
    (zone: string) => isTimeZone(zone) && (zone === "UTC" || /^(?!etc\/)[a-z_]+(\/[a-z0-9_+-]+)+$/i.test(zone)),
    {
      ...refuses("time_zone"),
      toJsonSchema: () => ({ pattern: "^(?:UTC|[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+\\-]+)+)$" })
    }
  )
)

export const defaultPolicy = (time_zone: string): EnrollmentPolicy => ({
  provision_at: "student-information",
  required_documents: [
    "transcript",
    "birth_certificate",
    "immunization_records",
    "medical_form",
    "emergency_contact_form",
    "photo_release"
  ],
  evidence: { consultation: "trusted", shadow_day: "trusted", documents: "trusted", deposit: "trusted" },
  deposit_cents: 50_000,
  time_zone,
  first_school_day: "08-15",
  last_school_day: "05-31",
  school_year_first_month: 8,
  lead_days: 14,
  accounts_enabled_at: "enrolled"
})
