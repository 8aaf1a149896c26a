import { Result, Schema } from "effect"
import { withoutBlanks } from "../people/blanks.ts"
import { listOf, oneOf } from "../people/choices.ts"
import { decodeStrictly } from "../people/field-problems.ts"
import { line, prose } from "../people/text.ts"
import type { LocalDate } from "../school/local-date.ts"
import { CalendarDate } from "../student/dates.ts"
import { type StudentInformation, studentInformation } from "../student/student-information.ts"
import type { FieldProblem } from "../words/field-codes.ts"
import { refuses } from "../words/refusal.ts"
import type { StepNumber } from "./step.ts"

const optional = Schema.optionalKey
const timeOfDay = Schema.String.check(
  Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d$/, refuses("time"))
)
/** `false` is an answer, only not the one that completes a step: a draft may hold it. */
const isTrue = (otherwise: "waiver_not_signed" | "documents_missing") =>
  Schema.Boolean.check(Schema.makeFilter((answer: boolean) => answer, refuses(otherwise)))

const ProgramInformation = Schema.Struct({
  program_interest: line(200),
  contact_preference: oneOf(["email", "phone", "text"]),
  sport_interests: optional(listOf(line(100))),
  additional_questions: optional(prose(2000))
})

const PhoneConsultation = Schema.Struct({
  consultation_date: CalendarDate,
  consultation_time: timeOfDay,
  preferred_contact_method: oneOf(["phone", "video"]),
  consultation_notes: optional(prose(2000)),
  special_requests: optional(prose(2000))
})

const ShadowDay = Schema.Struct({
  shadow_day_date: CalendarDate,
  shadow_day_time: timeOfDay,
  waiver_signed: isTrue("waiver_not_signed"),
  transportation_needed: optional(Schema.Boolean),
  dietary_restrictions: optional(prose(2000))
})

const DocumentSubmission = Schema.Struct({
  required_documents_uploaded: isTrue("documents_missing"),
  additional_documents: optional(listOf(line(200)))
})

const PaymentProcessing = Schema.Struct({
  payment_method: oneOf(["credit_card", "bank_transfer", "check", "financial_aid"]),
  payment_plan_selected: oneOf(["monthly", "semester", "annual"]),
  financial_aid_application: optional(prose(2000))
})

/** What each step holds once it is accepted: names as on the wire, texts normalized, codes as Ed-Fi's code values. */
export interface StepData {
  readonly 1: typeof ProgramInformation.Type
  readonly 2: typeof PhoneConsultation.Type
  readonly 3: typeof ShadowDay.Type
  readonly 4: StudentInformation
  readonly 5: typeof DocumentSubmission.Type
  readonly 6: typeof PaymentProcessing.Type
}

/** The rules of one step's data on a day (in the school's zone). */
export const stepSchema = (step: StepNumber, today: LocalDate) => {
  switch (step) {
    case 1:
      return ProgramInformation
    case 2:
      return PhoneConsultation
    case 3:
      return ShadowDay
    case 4:
      return studentInformation(today)
    case 5:
      return DocumentSubmission
    case 6:
      return PaymentProcessing
  }
}

type Decode = (input: unknown) => Result.Result<unknown, ReadonlyArray<FieldProblem>>
const decoders = new Map<StepNumber, { readonly day: LocalDate; readonly decode: Decode }>()

/** The decoder of a step; building one costs more than using it, so the last day's is kept. */
const decoderOf = (step: StepNumber, today: LocalDate): Decode => {
  const kept = decoders.get(step)
  if (kept !== undefined && (step !== 4 || kept.day === today)) return kept.decode
  const decode: Decode = decodeStrictly(stepSchema(step, today) as Schema.Codec<unknown, unknown>)
  decoders.set(step, { day: today, decode })
  return decode
}

/** The data of a step, or everything that is wrong with it. */
export const decodeStepData = <N extends StepNumber>(
  step: N,
  input: unknown,
  today: LocalDate
): Result.Result<StepData[N], ReadonlyArray<FieldProblem>> =>
  decoderOf(step, today)(withoutBlanks(input)) as Result.Result<StepData[N], ReadonlyArray<FieldProblem>>

/** A draft: any subset of a step's fields, as they were typed. */
export type Draft = { readonly [field: string]: unknown }

/** Whether every store can hold it: well-formed text without U+0000, numbers of an everyday size. */
const storable = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000")
  if (typeof value === "number") return value === 0 || Math.abs(value) >= 1e-6 && Math.abs(value) <= 1e15
  if (typeof value !== "object" || value === null) return true
  return Object.entries(value).every(([key, each]) => storable(key) && storable(each))
}

/** Only types and values that no store can hold are checked: what is missing or not right yet is what a draft is for. */
export const decodeDraft = (
  step: StepNumber,
  input: unknown,
  today: LocalDate
): Result.Result<Draft, ReadonlyArray<FieldProblem>> => {
  const draft = withoutBlanks(input)
  const decoded = decoderOf(step, today)(draft)
  const problems = Result.isSuccess(decoded)
    ? []
    : decoded.failure.filter(({ code }) => code === "wrong_type" || code === "unknown_field")
  if (problems.length > 0) return Result.fail(problems)
  return storable(draft)
    ? Result.succeed(draft as Draft)
    : Result.fail([{ pointer: "", code: "not_storable" }])
}
