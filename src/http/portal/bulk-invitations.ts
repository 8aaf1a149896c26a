import { Effect, Result, Schema } from "effect"
import * as z from "zod"
import { inviteMany, requestedRow, type RowOutcome } from "../../domain/invitation/invite-many.ts"
import { InvitationRequest } from "../../domain/invitation/invite.ts"
import { createInvitationPolicy } from "../../domain/invitation/permits.ts"
import { withinLimit } from "../../domain/people/limit.ts"
import { actorOf } from "../../domain/people/principal.ts"
import { type Endpoint, endpoint } from "../endpoint.ts"
import { fromDomain, jsonSchemaOf } from "../from-domain.ts"
import { limits } from "../limits/figures.ts"
import { Problem } from "../openapi.ts"
import { invalid, type Problem as ProblemOf, problemOf } from "../problem.ts"
import { invitationsPath } from "./invitation-answer.ts"

const mostRows = 500
/** Of all rows together: an answer that is kept has its limit. */
const mostProblems = 1000

const Rows = Schema.Struct({
  invitations: Schema.Array(Schema.Unknown).check(
    Schema.isBetweenLength(1, mostRows, { message: `Please send 1 to ${mostRows} invitations at once.` })
  )
})

const RowResult = z.object({
  row: z.int().meta({ description: "Its place in `invitations`, from 0" }),
  status: z.enum(["created", "exists", "invalid"]),
  invitation_id: z.string().optional().meta({ description: "The one that was made, or is there already" }),
  problem: Problem.omit({ instance: true, error: true, retry_after_minutes: true }).extend({
    errors_left_out: z.int().optional().meta({ description: "So many errors more, where rows have too many together" })
  }).optional()
})

/** What is wrong, with pointers into the row. */
const problemIn = ({ headers: _, retry_after_minutes: __, slug, ...rest }: ProblemOf) => ({
  type: `/problems/${slug}`,
  ...rest
})

const resultOf = (outcome: RowOutcome, errorsLeft: number) => {
  switch (outcome._tag) {
    case "Created":
      return { status: "created", invitation_id: outcome.invitation.invitation_id } as const
    case "Exists":
      return {
        status: "exists",
        invitation_id: outcome.why.invitation_id,
        problem: problemIn(problemOf(outcome.why))
      } as const
    case "Refused":
      return { status: "invalid", problem: problemIn(problemOf(outcome.why)) } as const
    case "Invalid": {
      const { detail: _, ...problem } = problemIn(invalid(outcome.problems.slice(0, errorsLeft)))
      const errors_left_out = outcome.problems.length - (problem.errors?.length ?? 0)
      return { status: "invalid", problem: { ...problem, ...(errors_left_out > 0 && { errors_left_out }) } } as const
    }
  }
}

const resultsOf = (outcomes: ReadonlyArray<RowOutcome>) => {
  let errorsLeft = mostProblems
  return outcomes.map((outcome, row) => {
    const result = { row, ...resultOf(outcome, errorsLeft) }
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
    policy: createInvitationPolicy,
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
    // It tells of nobody but by id: who may invite may be told again.
    creates: () => Effect.void,
    answers: { 200: { description: "What came of each row", schema: z.object({ results: z.array(RowResult) }) } },
    problems: [403],
    handle: ({ body }) =>
      Effect.gen(function*() {
        const { principal } = yield* createInvitationPolicy.tag
        const requested = body.invitations.map(requestedRow)
        const mails = requested.filter(Result.isSuccess).length
        if (mails > 0) yield* withinLimit(limits.invitationMails, actorOf(principal), mails)
        return { status: 200, body: { results: resultsOf(yield* inviteMany(requested)) } }
      })
  })
]
