import { Effect, Result, Schema } from "effect"
import * as z from "zod"
import { inviteMany, requestedRow, type RowOutcome } from "../../domain/invitation/invite-many.ts"
import { InvitationRequest } from "../../domain/invitation/invite.ts"
import { createInvitationPolicy } from "../../domain/invitation/policies.ts"
import { actorOf } from "../../domain/people/principal.ts"
import { withinLimit } from "../../domain/request/limit.ts"
import type { Language } from "../../domain/words/language.ts"
import { refuses } from "../../domain/words/refusal.ts"
import { AskedLanguage } from "../asked-language.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { problemOf } from "../failure.ts"
import { limits } from "../limits/figures.ts"
import { fromDomain, jsonSchemaOf } from "../openapi/from-domain.ts"
import { Problem } from "../openapi/problem-shape.ts"
import { told } from "../problem-wire.ts"
import { invalid } from "../refused.ts"
import { invitationsPath } from "../representations/invitation-answer.ts"

const mostRows = 500
/** Over all rows together, because an answer that is kept has its limit. */
const mostProblems = 900

const Rows = Schema.Struct({
  invitations: Schema.Array(Schema.Unknown).check(
    Schema.isMinLength(1, refuses("required")),
    Schema.isMaxLength(mostRows, refuses("too_many", { max: mostRows }))
  )
})

const RowResult = z.object({
  row: z.int().meta({ description: "Its place in `invitations`, from 0" }),
  status: z.enum(["created", "exists", "invalid"]),
  invitation_id: z.string().optional().meta({ description: "The one that was made, or is there already" }),
  problem: Problem.omit({ instance: true, error: true, retry_after_minutes: true }).optional()
})

/** Returns the result of a row. What is wrong in a row points into the row. */
const resultOf = (outcome: RowOutcome, errorsLeft: number, language: Language) => {
  switch (outcome._tag) {
    case "Created":
      return { status: "created", invitation_id: outcome.invitation.invitation_id } as const
    case "Exists": {
      const { invitation_id } = outcome.why
      return { status: "exists", invitation_id, problem: told(problemOf(outcome.why), language) } as const
    }
    case "Refused":
      return { status: "invalid", problem: told(problemOf(outcome.why), language) } as const
    case "Invalid": {
      const errors_left_out = Math.max(0, outcome.problems.length - errorsLeft)
      const { detail: _, ...problem } = told(invalid(outcome.problems.slice(0, errorsLeft)).problem, language)
      return { status: "invalid", problem: { ...problem, ...(errors_left_out > 0 && { errors_left_out }) } } as const
    }
  }
}

const resultsOf = (outcomes: ReadonlyArray<RowOutcome>, language: Language) => {
  let errorsLeft = mostProblems
  return outcomes.map((outcome, row) => {
    const result = { row, ...resultOf(outcome, errorsLeft, language) }
    errorsLeft -= "problem" in result ? result.problem.errors?.length ?? 0 : 0
    return result
  })
}

const rows = fromDomain(Rows)

export const bulkInvitationEndpoints: ReadonlyArray<Endpoint> = [
  endpoint({
    method: "post",
    path: `${invitationsPath}/bulk`,
    summary: "Invite up to 500 families, row by row as one at a time: what is wrong in one row keeps no other back",
    tag: "Invitations",
    access: createInvitationPolicy,
    body: {
      document: () => ({
        type: "object",
        properties: {
          invitations: {
            type: "array",
            items: jsonSchemaOf(InvitationRequest) as { readonly [keyword: string]: unknown },
            minItems: 1,
            maxItems: mostRows
          }
        },
        required: ["invitations"],
        additionalProperties: false
      }),
      schema: () => rows
    },
    heaviestBody: 1024,
    // It names nobody but by id, so whoever may invite may be told again.
    creates: () => Effect.void,
    answers: { 200: { description: "What came of each row", schema: z.object({ results: z.array(RowResult) }) } },
    problems: [403],
    handle: ({ permit, body }) =>
      Effect.gen(function*() {
        const { principal } = permit
        const requested = body.invitations.map(requestedRow)
        const mails = requested.filter(Result.isSuccess).length
        if (mails > 0) yield* withinLimit(limits.invitationMails, actorOf(principal), mails)
        return { status: 200, body: { results: resultsOf(yield* inviteMany(permit, requested), yield* AskedLanguage) } }
      })
  })
]
