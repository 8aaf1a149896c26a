import { Schema, type SchemaIssue, SchemaTransformation } from "effect"
import { addYears, isLocalDate, type LocalDate } from "../school/local-date.ts"
import { refused } from "../words/refusal.ts"

const trimmed = SchemaTransformation.transform<string, string>({
  decode: (text) => text.trim(),
  encode: (text) => text
})

/** A date that exists, and that `problem` finds nothing wrong with. */
const dateThat = (problem: (date: LocalDate) => SchemaIssue.Issue | undefined) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.String.check(
        Schema.makeFilter((text: string) => isLocalDate(text) ? problem(text) : refused("date_not_real"))
      ).annotate({ format: "date" }),
      trimmed
    )
  )

const between = (min: LocalDate, max: LocalDate) => (date: LocalDate) =>
  date >= min && date <= max ? undefined : refused("date_too_far", { min, max })

/** Any date that exists between 1900 and 2199. */
export const CalendarDate = dateThat(between("1900-01-01", "2199-12-31"))

/** A date of birth: in the past, at most 25 years ago. `today` is the date in the school's zone. */
export const birthDate = (today: LocalDate) =>
  dateThat((date) => date < today ? between(addYears(today, -25), today)(date) : refused("date_not_past"))

/** A date that is not in the future and not before 1900. */
export const pastDate = (today: LocalDate) =>
  dateThat((date) => date <= today ? between("1900-01-01", today)(date) : refused("date_in_future"))
