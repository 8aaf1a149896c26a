import type { EnrollmentId } from "../../domain/values/identifiers.ts"
import { ruled, wholeNumber } from "./value.ts"
import { states } from "./words.ts"

const principal = () => import("../../domain/people/principal.ts")
const schoolPolicy = async () => (await import("../../domain/school/enrollment-policy.ts")).EnrollmentPolicy.fields

const school = ruled(async () => (await principal()).SchoolId, Number)
const personId = ruled(async () => (await principal()).PersonId)
const enrollmentId = async (text: string): Promise<EnrollmentId> => {
  const { isEnrollmentId } = await import("../../domain/values/identifiers.ts")
  if (isEnrollmentId(text)) return text
  throw new Error("Please give an enrollment's id, like TSA-ENROLL-20241208-ABC12345.")
}

/** What each flag takes. A command says where a flag may be left out. */
export const required = {
  email: {
    kind: "parsed",
    parse: ruled(async () => (await import("../../domain/values/email-address.ts")).EmailAddress),
    placeholder: "ADDRESS"
  },
  enrollment: { kind: "parsed", parse: enrollmentId, placeholder: "ENROLLMENT", brief: "The enrollment's id" },
  name: {
    kind: "parsed",
    parse: ruled(async () => (await import("../../domain/values/text.ts")).line(75)),
    placeholder: "NAME"
  },
  person: { kind: "parsed", parse: personId, placeholder: "PERSON" },
  school: { kind: "parsed", parse: school, placeholder: "NUMBER" },
  timeZone: {
    kind: "parsed",
    parse: ruled(async () => (await schoolPolicy()).time_zone),
    placeholder: "ZONE",
    brief: "Its time zone, like America/Chicago"
  }
} as const

/** One of the schools that the command would otherwise look at. */
export const oneSchool = { ...required.school, optional: true, brief: "Only this school" } as const

/** Where a right counts: at one school, or at all. */
export const schoolOrAll = {
  kind: "parsed",
  parse: (text: string) => text === "*" ? "*" as const : school(text),
  optional: true,
  placeholder: "NUMBER|*",
  brief: "The school, or * for all"
} as const

export const days = {
  kind: "parsed",
  parse: wholeNumber(1, 3650),
  optional: true,
  placeholder: "DAYS",
  brief: "Only who has not signed in for so many days"
} as const

export const state = { kind: "enum", values: states, optional: true, brief: "In this state (needs_attention)" } as const

/** Commands that take something away have this flag. */
export const yes = {
  kind: "boolean",
  optional: true,
  withNegated: false,
  brief: "Do not ask before, for scripts"
} as const

/** Returns a switch that is off unless it is named. */
export const onlyIf = (brief: string) => ({ kind: "boolean", optional: true, withNegated: false, brief }) as const

export const personWord = {
  parse: personId,
  placeholder: "PERSON",
  brief: "The person's id, as people list shows it"
}
export const enrollmentWord = { parse: enrollmentId, placeholder: "ENROLLMENT", brief: "The enrollment's id" }
