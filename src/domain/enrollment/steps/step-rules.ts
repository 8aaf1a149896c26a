import { childProblems } from "../../student/child-rules.ts"
import { addressProblems, reachProblems } from "../../student/guardian-rules.ts"
import { unusualNames } from "../../student/name-rules.ts"
import { addYears, isLocalDate, type LocalDate } from "../../values/local-date.ts"
import { type Sent, sentList, sentObject, sentText } from "../../values/sent.ts"
import type { FieldCode, FieldProblem } from "../../words/field-codes.ts"
import type { StepData } from "./step-data.ts"
import type { StepNumber } from "./step.ts"

/** What is unusual but may be right all the same. Staff who have looked at it send it with `confirm`. */
export const confirmable = ["age_for_grade", "name_unusual"] as const satisfies ReadonlyArray<FieldCode>
export type Confirmable = (typeof confirmable)[number]

/** What a step's data are checked against: the day in the school's time zone, what was accepted before, and what staff have confirmed. */
export interface Asked<N extends StepNumber = StepNumber> {
  readonly today: LocalDate
  readonly before?: StepData[N] | undefined
  readonly confirmed?: ReadonlyArray<Confirmable>
}

/** A visit takes place no more than a year before or after today. */
const visitProblems = (field: string, sent: Sent, before: Sent, today: LocalDate): ReadonlyArray<FieldProblem> => {
  const date = sentText(sent, field)
  const [min, max] = [addYears(today, -1), addYears(today, 1)]
  if (date === undefined || !isLocalDate(date) || date === before[field] || date >= min && date <= max) return []
  return [{ pointer: `/${field}`, code: "date_too_far", params: { min, max } }]
}

const guardianProblems = (sent: Sent, before: Sent): ReadonlyArray<FieldProblem> => [
  ...addressProblems("/parent_info", sentObject(sent["parent_info"]), sentObject(before["parent_info"])),
  ...sentList(sent["additional_guardians"]).flatMap((each, index) => {
    const [pointer, guardian] = [`/additional_guardians/${index}`, sentObject(each)]
    const old = sentObject(sentList(before["additional_guardians"])[index])
    return [...addressProblems(pointer, guardian, old), ...reachProblems(pointer, guardian)]
  })
]

const problemsOf = (step: StepNumber, sent: Sent, before: Sent, today: LocalDate): ReadonlyArray<FieldProblem> => {
  if (step === 2) return visitProblems("consultation_date", sent, before, today)
  if (step === 3) return visitProblems("shadow_day_date", sent, before, today)
  if (step !== 4) return []
  return [
    ...childProblems(sentObject(sent["student_info"]), sentObject(before["student_info"]), today),
    ...guardianProblems(sent, before),
    ...unusualNames(sent, before)
  ]
}

/**
 * Returns what is wrong between the fields of a step, and with its dates as of today, except for what is confirmed. It checks what is new
 * or changed (the ways to reach a further guardian always), and takes the data as they were sent: other fields may be wrong too, and all
 * problems are told at once.
 */
export const problemsAcross = (step: StepNumber, sent: unknown, asked: Asked): ReadonlyArray<FieldProblem> => {
  const { before, confirmed = [], today } = asked
  return problemsOf(step, sentObject(sent), sentObject(before), today)
    .filter(({ code }) => !(confirmed as ReadonlyArray<FieldCode>).includes(code))
}
