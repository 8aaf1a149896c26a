import { Result } from "effect"
import * as z from "zod"
import { actingAs } from "../../domain/enrollment/change-enrollment.ts"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { completedStep } from "../../domain/enrollment/status.ts"
import { decodeDraft, decodeStepData } from "../../domain/enrollment/steps/decode-step.ts"
import { type Draft, type StepData, stepSchema } from "../../domain/enrollment/steps/step-data.ts"
import { type Confirmable, confirmable } from "../../domain/enrollment/steps/step-rules.ts"
import type { StepNumber } from "../../domain/enrollment/steps/step.ts"
import { localDateAt } from "../../domain/values/local-date.ts"
import type { FieldProblem } from "../../domain/words/field-codes.ts"
import type { Body } from "../described.ts"
import { fromDecoder, jsonSchemaOf } from "../openapi/from-domain.ts"
import { draftOf } from "./draft-document.ts"
import { canonicalNames, underSentNames } from "./step-aliases.ts"
import { stepExamples } from "./step-examples.ts"

const heaviest = { step: 32 * 1024, draft: 16 * 1024 }
const tooLarge: ReadonlyArray<FieldProblem> = [{ pointer: "", code: "body_too_large" }]

const childOf = ({ invited }: Enrollment) => invited.student_first_name

/** Rules that depend on the day are not part of the document. */
const documentOf = (step: StepNumber, name: string) => () => ({
  ...jsonSchemaOf(stepSchema(step) as never),
  id: name.replace(" ", ""),
  examples: [stepExamples[step]]
})

const decoded = <A>(
  step: StepNumber,
  limit: number,
  decode: (data: unknown) => Result.Result<A, ReadonlyArray<FieldProblem>>
) =>
(input: unknown) => {
  if (new TextEncoder().encode(JSON.stringify(input)).length > limit) return Result.fail(tooLarge)
  const { data, sent } = canonicalNames(step, input)
  return Result.mapError(decode(data), (problems) => underSentNames(problems, sent))
}

interface Confirmed {
  readonly confirm?: ReadonlyArray<Confirmable> | undefined
}

const confirmed = new RegExp(`^(${confirmable.join("|")})(,(${confirmable.join("|")}))*$`)

/** Staff who have looked at what is unusual about a child say so here. From anybody else it counts for nothing. */
export const confirmQuery = z.strictObject({
  confirm: z.string().regex(confirmed).transform((codes) => codes.split(",") as Array<Confirmable>).optional()
})

/** The data of a step, under its own names or the portal's. */
export const stepBody = <N extends StepNumber>(step: N, name: string): Body<StepData[N], Enrollment> => ({
  document: documentOf(step, name),
  child: childOf,
  schema: (enrollment, now, { query, roles }) => {
    const asked = {
      today: localDateAt(now, enrollment.policy.time_zone),
      before: completedStep(enrollment, step)?.data,
      confirmed: actingAs({ roles }) === "staff" ? (query as Confirmed).confirm ?? [] : []
    }
    return fromDecoder(
      decoded(step, heaviest.step, (data) => decodeStepData(step, data, asked))
    ) as z.ZodType<StepData[N]>
  }
})

/** A half-filled step. */
export const draftBody = (step: StepNumber, name: string): Body<Draft, Enrollment> => ({
  document: () => ({
    ...draftOf(jsonSchemaOf(stepSchema(step) as never)),
    id: `${name.replace(" ", "")}Draft`,
    description: `Any subset of ${name.replace(" ", "")}: only types and sizes are checked.`
  }),
  child: childOf,
  schema: () => fromDecoder(decoded(step, heaviest.draft, (data) => decodeDraft(step, data))) as z.ZodType<Draft>
})
