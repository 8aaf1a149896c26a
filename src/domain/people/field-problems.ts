import { Result, Schema, SchemaIssue } from "effect"

export type FieldProblemCode = "required" | "unknown_field" | "wrong_type" | "invalid"

/** What is wrong with one field: a JSON Pointer (RFC 6901), a stable code, and words for the person who filled it in. */
export interface FieldProblem {
  readonly pointer: string
  readonly code: FieldProblemCode
  readonly message: string
}

/** RFC 6901: `~` and `/` inside a key are escaped. */
export const jsonPointer = (path: ReadonlyArray<PropertyKey>): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

const byTag: Partial<Record<SchemaIssue.Issue["_tag"], FieldProblemCode>> = {
  MissingKey: "required",
  UnexpectedKey: "unknown_field",
  InvalidType: "wrong_type"
}

const separator = "\u0000"

/** What a schema says of itself is for developers; only messages written for people are shown. */
const inWords = (message: string): string =>
  message.startsWith("Expected ") ? "Please check the form of this field." : message

/** An unknown key is never repeated: its name is the sender's, and may be a child's. */
const leaf: SchemaIssue.LeafHook = (issue) => {
  const code = byTag[issue._tag] ?? "invalid"
  const message = issue._tag === "MissingKey"
    ? issue.annotations?.messageMissingKey ?? "Please fill in this field."
    : issue._tag === "UnexpectedKey"
    ? "This object holds a field that is not known here."
    : inWords(SchemaIssue.defaultLeafHook(issue))
  return code + separator + message
}

const format = SchemaIssue.makeFormatterStandardSchemaV1({ leafHook: leaf })

/** All problems of a failed decoding, one per path; an unknown key points at the object that holds it. */
export const fieldProblems = (issue: SchemaIssue.Issue): ReadonlyArray<FieldProblem> => {
  const seen = new Map<string, FieldProblem>()
  for (const { message, path } of format(issue).issues) {
    const [first = "", second] = message.split(separator)
    const code = second === undefined ? "invalid" : first as FieldProblemCode
    const keys = (path ?? []).map((part) => typeof part === "object" ? part.key : part)
    const pointer = jsonPointer(code === "unknown_field" ? keys.slice(0, -1) : keys)
    const key = code === "unknown_field" ? `${pointer} unknown` : pointer
    if (!seen.has(key)) seen.set(key, { pointer, code, message: second ?? inWords(first) })
  }
  return [...seen.values()]
}

/** Decodes with every problem reported at once and unknown keys refused: how all input enters the domain. */
export const decodeStrictly = <S extends Schema.ConstraintDecoder<unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })
  return (input: unknown): Result.Result<S["Type"], ReadonlyArray<FieldProblem>> =>
    Result.mapError(decode(input), ({ issue }) => fieldProblems(issue))
}
