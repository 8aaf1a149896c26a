import { Result, Schema, type SchemaAST, type SchemaIssue } from "effect"
import type { Expected, FieldProblem } from "../words/field-codes.ts"
import { type Refusal, refusalIn } from "../words/refusal.ts"

/** Returns a JSON Pointer (RFC 6901): `~` and `/` inside a key are escaped. */
export const jsonPointer = (path: ReadonlyArray<PropertyKey>): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

const expected: Partial<Record<SchemaAST.AST["_tag"], Expected>> = {
  String: "text",
  Number: "number",
  Boolean: "yes_no",
  Arrays: "list",
  Objects: "object"
}

interface Found extends Refusal {
  readonly path: ReadonlyArray<PropertyKey>
}

/**
 * Returns every leaf of an issue. The outermost check that says why it refuses decides. An unknown key is reported at the object that holds
 * it.
 */
const found = (
  issue: SchemaIssue.Issue,
  path: ReadonlyArray<PropertyKey>,
  outer: Refusal | undefined
): ReadonlyArray<Found> => {
  const told = (inner: Refusal | undefined, otherwise: Refusal) => [{ path, ...outer ?? inner ?? otherwise }]
  switch (issue._tag) {
    case "Filter":
      return found(issue.issue, path, outer ?? refusalIn(issue.filter.annotations))
    case "Encoding":
      return found(issue.issue, path, outer)
    case "Pointer":
      return found(issue.issue, [...path, ...issue.path], outer)
    case "Composite":
      return issue.issues.flatMap((each) => found(each, path, outer))
    case "AnyOf":
      return issue.issues.length > 0
        ? issue.issues.flatMap((each) => found(each, path, outer))
        : told(refusalIn(issue.ast.annotations), { code: "wrong_type", params: { expected: "choice" } })
    case "MissingKey":
      return told(undefined, { code: "required" })
    case "UnexpectedKey":
      return [{ path: path.slice(0, -1), code: "unknown_field" }]
    case "InvalidType":
      return told(refusalIn(issue.ast.annotations), {
        code: "wrong_type",
        params: { expected: expected[issue.ast._tag] ?? "choice" }
      })
    case "InvalidValue":
      return told(refusalIn(issue.annotations), { code: "invalid" })
    case "Forbidden":
    case "OneOf":
      return told(undefined, { code: "invalid" })
  }
}

/** Returns all problems of a failed decoding, one per path. An unknown key points at the object that holds it, once. */
export const fieldProblems = (issue: SchemaIssue.Issue): ReadonlyArray<FieldProblem> => {
  const seen = new Map<string, FieldProblem>()
  for (const { path, ...refusal } of found(issue, [], undefined)) {
    const pointer = jsonPointer(path)
    const key = refusal.code === "unknown_field" ? `${pointer} unknown` : pointer
    if (!seen.has(key)) seen.set(key, { pointer, ...refusal })
  }
  return [...seen.values()]
}

/** Returns the first problem of each field. */
export const onePerField = (problems: ReadonlyArray<FieldProblem>): ReadonlyArray<FieldProblem> =>
  [
    ...new Map(problems.toReversed().map((each) => [each.pointer, each])).values()
  ].toReversed()

/** Decodes with every problem reported at once and unknown keys refused. All input enters the domain this way. */
export const decodeStrictly = <S extends Schema.ConstraintDecoder<unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })
  return (input: unknown): Result.Result<S["Type"], ReadonlyArray<FieldProblem>> =>
    Result.mapError(decode(input), ({ issue }) => fieldProblems(issue))
}
