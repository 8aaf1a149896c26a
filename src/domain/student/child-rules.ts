import { addYears, isLocalDate, type LocalDate } from "../values/local-date.ts"
import { type Sent, sentList, sentText } from "../values/sent.ts"
import type { FieldProblem } from "../words/field-codes.ts"
import { gradeLevels, readGradeLevel } from "./grade-level.ts"

const dateIn = (child: Sent, field: string): LocalDate | undefined => {
  const text = sentText(child, field)
  return text !== undefined && isLocalDate(text) ? text : undefined
}

const born = (date: LocalDate, today: LocalDate): ReadonlyArray<FieldProblem> => {
  const [pointer, min] = ["/student_info/birth_date", addYears(today, -25)]
  if (date >= today) return [{ pointer, code: "date_not_past" }]
  return date < min ? [{ pointer, code: "date_too_far", params: { min, max: today } }] : []
}

/** Children begin kindergarten at five. This many years more or less are usual. */
const usualYears = 5

const ageForGrade = (date: LocalDate, grade: string, today: LocalDate): ReadonlyArray<FieldProblem> => {
  const level = readGradeLevel(grade)
  if (level === undefined) return []
  const usual = gradeLevels.indexOf(level) + 5
  const [min, max] = [usual - usualYears, usual + usualYears]
  const age = Number(today.slice(0, 4)) - Number(date.slice(0, 4)) - (today.slice(5) < date.slice(5) ? 1 : 0)
  return age >= min && age <= max
    ? []
    : [{ pointer: "/student_info/birth_date", code: "age_for_grade", params: { min, max } }]
}

const isContradiction = (child: Sent): boolean =>
  child["hispanic_latino_ethnicity"] === false &&
  sentList(child["races"]).some((race) => typeof race === "string" && /(^|#)\s*hispanic or latino\s*$/i.test(race))

/**
 * Returns what is wrong between the fields of a child, and with its dates today. An age more than five years from what is usual in the
 * grade is reported, and may be confirmed. A value that stands as it was accepted is not asked about again.
 */
export const childProblems = (child: Sent, before: Sent, today: LocalDate): ReadonlyArray<FieldProblem> => {
  const [date, entered, grade] = [
    dateIn(child, "birth_date"),
    dateIn(child, "date_entered_us"),
    sentText(child, "grade_level")
  ]
  const isBornAnew = date !== before["birth_date"]
  const isGradeNew = grade === undefined || readGradeLevel(grade) !== before["grade_level"]
  return [
    ...(date !== undefined && isBornAnew ? born(date, today) : []),
    ...(date !== undefined && grade !== undefined && (isBornAnew || isGradeNew) ? ageForGrade(date, grade, today) : []),
    ...(entered !== undefined && entered !== before["date_entered_us"] && entered > today
      ? [{ pointer: "/student_info/date_entered_us", code: "date_in_future" } as const]
      : []),
    ...(isContradiction(child) && !isContradiction(before)
      ? [{ pointer: "/student_info/hispanic_latino_ethnicity", code: "ethnicity_contradiction" } as const]
      : [])
  ]
}
