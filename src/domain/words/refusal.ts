import { SchemaIssue } from "effect"
import type { FieldCode, FieldProblem, ParamsOf } from "./field-codes.ts"

/** Why a value is refused, wherever it stands. */
export type Refusal = Omit<FieldProblem, "pointer">

type ParamsArgument<C extends FieldCode> = object extends ParamsOf<C> ? readonly [params?: ParamsOf<C>]
  : readonly [params: ParamsOf<C>]

const refusal = (code: FieldCode, params: object | undefined): Refusal =>
  (params === undefined ? { code } : { code, params }) as Refusal

/** Returns annotations for a schema or check: what it refuses is reported with this code. */
export const refuses = <C extends FieldCode>(code: C, ...[params]: ParamsArgument<C>) => ({
  refusal: refusal(code, params)
})

/** Returns the issue for a filter: this value is refused with this code. */
export const refused = <C extends FieldCode>(code: C, ...[params]: ParamsArgument<C>): SchemaIssue.Issue =>
  new SchemaIssue.InvalidValue({ refusal: refusal(code, params) })

/** Returns the refusal that annotations carry. */
export const refusalIn = (annotations: { readonly [key: string]: unknown } | undefined): Refusal | undefined =>
  annotations?.["refusal"] as Refusal | undefined
