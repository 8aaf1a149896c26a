import { Schema, SchemaTransformation } from "effect"
import { isLocalDate, type LocalDate } from "../values/local-date.ts"
import { refused } from "../words/refusal.ts"
import { datePattern } from "./date-pattern.ts"

const trimmed = SchemaTransformation.transform<string, string>({
  decode: (text) => text.trim(),
  encode: (text) => text
})

const [min, max] = ["1900-01-01", "2199-12-31"]

/** Any date (`YYYY-MM-DD`) that exists between 1900 and 2199. A rule of its own says what is too early or too late as of today. */
export const CalendarDate = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.makeFilter(
        (date: LocalDate) =>
          !isLocalDate(date)
            ? refused("date_not_real")
            : date < min || date > max
            ? refused("date_too_far", { min, max })
            : undefined,
        { toJsonSchema: () => ({ format: "date", pattern: datePattern }) }
      )
    ),
    trimmed
  )
)
