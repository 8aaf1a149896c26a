import { Schema, SchemaTransformation } from "effect"
import { addYears, isLocalDate, type LocalDate } from "../school/local-date.ts"

const trimmed = SchemaTransformation.transform<string, string>({
  decode: (text) => text.trim(),
  encode: (text) => text
})

const dateThat = (holds: (date: LocalDate) => boolean, message: string) => {
  const words = "Please enter a date that exists, as YYYY-MM-DD."
  return Schema.String.annotate({ message: words }).pipe(
    Schema.decodeTo(
      Schema.String.check(
        Schema.makeFilter((text: string) => !isLocalDate(text) ? words : holds(text) ? undefined : message)
      ).annotate({ format: "date" }),
      trimmed
    )
  )
}

/** Any date that exists between 1900 and 2199. */
export const CalendarDate = dateThat(
  (date) => date >= "1900-01-01" && date < "2200-01-01",
  "Please enter a date between 1900 and 2199."
)

/** A date of birth: in the past, at most 25 years ago. `today` is the date in the school's zone. */
export const birthDate = (today: LocalDate) =>
  dateThat(
    (date) => date < today && date >= addYears(today, -25),
    "Please enter a date of birth in the past, at most 25 years ago."
  )

/** A date that is not in the future and not before 1900. */
export const pastDate = (today: LocalDate) =>
  dateThat((date) => date <= today && date >= "1900-01-01", "Please enter a date that is not in the future.")
