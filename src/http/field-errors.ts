import type * as z from "zod"
import { type FieldProblem, type FieldProblemCode, jsonPointer } from "../domain/people/field-problems.ts"

const words: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "This field has the wrong type.",
  invalid_value: "This value is not one of those allowed.",
  too_big: "This value is too large or too long.",
  too_small: "This value is too small or too short.",
  invalid_format: "This value does not have the right form."
}

/** zod takes the value out of its issues, so it is looked up in what was sent. */
const isMissing = (issue: z.core.$ZodIssue, sent: unknown): boolean =>
  issue.code === "invalid_type" && issue.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key],
      sent
    ) === undefined

/** zod's issues as our field problems: one per path, in our words, without any key or value of the input that is not ours. */
export const fieldErrors = (issues: ReadonlyArray<z.core.$ZodIssue>, sent: unknown): ReadonlyArray<FieldProblem> => {
  const byPointer = new Map<string, FieldProblem>()
  for (const issue of issues) {
    const pointer = jsonPointer(issue.path)
    const key = issue.code === "unrecognized_keys" ? `${pointer} unknown` : pointer
    if (byPointer.has(key)) continue
    if (issue.code === "custom") {
      const code = (issue.params?.["code"] ?? "invalid") as FieldProblemCode
      byPointer.set(`${pointer} ${code}`, { pointer, code, message: issue.message })
    } else if (issue.code === "unrecognized_keys") {
      byPointer.set(key, {
        pointer,
        code: "unknown_field",
        message: "This object holds a field that is not known here."
      })
    } else if (isMissing(issue, sent)) {
      byPointer.set(key, { pointer, code: "required", message: "Please fill in this field." })
    } else {
      const code = issue.code === "invalid_type" ? "wrong_type" : "invalid"
      byPointer.set(key, { pointer, code, message: words[issue.code] ?? "This value is not allowed here." })
    }
  }
  return [...byPointer.values()]
}
