import { Schema } from "effect"
import { CalendarDate } from "../../student/dates.ts"
import { StudentInformation } from "../../student/student-information.ts"
import { TimeOfDay } from "../../student/time-of-day.ts"
import { listOf, oneOf } from "../../values/choices.ts"
import { line, prose } from "../../values/text.ts"
import { refuses } from "../../words/refusal.ts"
import type { StepNumber } from "./step.ts"

const optional = Schema.optionalKey
/** `false` is a valid answer that a draft may hold, but it does not complete the step. */
const isTrue = (otherwise: "waiver_not_signed" | "documents_missing") =>
  Schema.Boolean.check(
    Schema.makeFilter((answer: boolean) => answer, {
      ...refuses(otherwise),
      toJsonSchema: () => ({ enum: [true] })
    })
  )

const ProgramInformation = Schema.Struct({
  program_interest: line(200),
  contact_preference: oneOf(["email", "phone", "text"]),
  sport_interests: optional(listOf(line(100))),
  additional_questions: optional(prose(2000))
})

const PhoneConsultation = Schema.Struct({
  consultation_date: CalendarDate,
  consultation_time: TimeOfDay,
  preferred_contact_method: oneOf(["phone", "video"]),
  consultation_notes: optional(prose(2000)),
  special_requests: optional(prose(2000))
})

const ShadowDay = Schema.Struct({
  shadow_day_date: CalendarDate,
  shadow_day_time: TimeOfDay,
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

/** Returns the rules for one step's data that hold on any day. */
export const stepSchema = (step: StepNumber) => {
  switch (step) {
    case 1:
      return ProgramInformation
    case 2:
      return PhoneConsultation
    case 3:
      return ShadowDay
    case 4:
      return StudentInformation
    case 5:
      return DocumentSubmission
    case 6:
      return PaymentProcessing
  }
}

/** A draft: any subset of a step's fields, as they were typed. */
export type Draft = { readonly [field: string]: unknown }
