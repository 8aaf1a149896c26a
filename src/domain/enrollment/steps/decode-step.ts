import { Equal, Result, type Schema } from "effect"
import { withoutBlankRows, withoutBlanks } from "../../values/blanks.ts"
import { decodeStrictly, onePerField } from "../../values/field-problems.ts"
import type { FieldProblem } from "../../words/field-codes.ts"
import { type Draft, type StepData, stepSchema } from "./step-data.ts"
import { type Asked, problemsAcross } from "./step-rules.ts"
import type { StepNumber } from "./step.ts"

type Decode = (input: unknown) => Result.Result<unknown, ReadonlyArray<FieldProblem>>
const decoders = new Map<StepNumber, Decode>()

/** Returns the decoder of a step. Building one costs more than using it, so it is kept. */
const decoderOf = (step: StepNumber): Decode => {
  const decode = decoders.get(step) ?? decodeStrictly(stepSchema(step) as Schema.Codec<unknown, unknown>)
  decoders.set(step, decode)
  return decode
}

/** Adds the sections of step 4 that may be absent when they are empty. */
const withSections = (step: StepNumber, input: unknown): unknown =>
  step === 4 && typeof input === "object" && input !== null && !Array.isArray(input)
    ? { academic_history: {}, medical_info: {}, ...input }
    : input

/**
 * Returns the data of a step on a day, or fails with everything that is wrong with them. Data that were accepted before stay accepted,
 * whatever today's rules ask.
 */
export const decodeStepData = <N extends StepNumber>(
  step: N,
  input: unknown,
  asked: Asked<N>
): Result.Result<StepData[N], ReadonlyArray<FieldProblem>> => {
  const { data, sentPointer } = withoutBlankRows(withSections(step, withoutBlanks(input)))
  if (asked.before !== undefined && Equal.equals(data, asked.before)) return Result.succeed(asked.before)
  const decoded = decoderOf(step)(data) as Result.Result<StepData[N], ReadonlyArray<FieldProblem>>
  const across = problemsAcross(step, data, asked)
  if (Result.isSuccess(decoded) && across.length === 0) return decoded
  const problems = onePerField([...Result.isFailure(decoded) ? decoded.failure : [], ...across])
  return Result.fail(problems.map((each) => ({ ...each, pointer: sentPointer(each.pointer) })))
}

/** Whether every store can hold the value: well-formed text without U+0000, numbers of an everyday size. */
const storable = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000")
  if (typeof value === "number") return value === 0 || Math.abs(value) >= 1e-6 && Math.abs(value) <= 1e15
  if (typeof value !== "object" || value === null) return true
  return Object.entries(value).every(([key, each]) => storable(key) && storable(each))
}

/**
 * Returns the draft. Fails only for wrong types, unknown fields and values that no store can hold: a draft is there for what is missing or
 * not right yet.
 */
export const decodeDraft = (
  step: StepNumber,
  input: unknown
): Result.Result<Draft, ReadonlyArray<FieldProblem>> => {
  const draft = withoutBlanks(input)
  const decoded = decoderOf(step)(draft)
  const problems = Result.isSuccess(decoded)
    ? []
    : decoded.failure.filter(({ code }) => code === "wrong_type" || code === "unknown_field")
  if (problems.length > 0) return Result.fail(problems)
  return storable(draft)
    ? Result.succeed(draft as Draft)
    : Result.fail([{ pointer: "", code: "not_storable" }])
}
