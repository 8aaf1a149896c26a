import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"

/** Returns `9:30`, `09:30` or `2:15 pm` as `HH:mm`, and any other text as it is. */
const normalized = (text: string): string => {
  const [, hours = "", minutes = "", half] = /^(\d{1,2}):(\d{2})(?:\s*([ap])\.?m\.?)?$/i.exec(text.trim()) ?? []
  const hour = Number(hours)
  if (hours === "" || (half !== undefined && (hour < 1 || hour > 12))) return text
  const day = half === undefined ? hour : hour % 12 + (half.toLowerCase() === "p" ? 12 : 0)
  return `${`${day}`.padStart(2, "0")}:${minutes}`
}

/** A local time at the school, `HH:mm`. */
export const TimeOfDay = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d$/u, refuses("time"))),
    SchemaTransformation.transform<string, string>({ decode: normalized, encode: (text) => text })
  )
)
