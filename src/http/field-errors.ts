import type * as z from "zod"
import { jsonPointer } from "../domain/values/field-problems.ts"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import type { Refusal } from "../domain/words/refusal.ts"

/** zod takes the value out of its issues, so it is looked up in what was sent. */
const isMissing = (issue: z.core.$ZodIssue, sent: unknown): boolean =>
  issue.code === "invalid_type" && issue.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key],
      sent
    ) === undefined

const expected = { string: "text", number: "number", boolean: "yes_no", array: "list", object: "object" } as const

const refusalOf = (issue: z.core.$ZodIssue, sent: unknown): Refusal => {
  if (issue.code === "custom") return (issue.params as Refusal | undefined) ?? { code: "invalid" }
  if (issue.code === "unrecognized_keys") return { code: "unknown_field" }
  if (isMissing(issue, sent)) return { code: "required" }
  if (issue.code === "invalid_type") {
    return { code: "wrong_type", params: { expected: expected[issue.expected as keyof typeof expected] ?? "choice" } }
  }
  return { code: "invalid" }
}

/** Returns zod's issues as our field problems: one per path, without any key or value of the input that is not ours. */
export const fieldErrors = (issues: ReadonlyArray<z.core.$ZodIssue>, sent: unknown): ReadonlyArray<FieldProblem> => {
  const byPointer = new Map<string, FieldProblem>()
  for (const issue of issues) {
    const [pointer, refusal] = [jsonPointer(issue.path), refusalOf(issue, sent)]
    const key = refusal.code === "unknown_field" ? `${pointer} unknown` : pointer
    if (!byPointer.has(key)) byPointer.set(key, { pointer, ...refusal })
  }
  return [...byPointer.values()]
}
