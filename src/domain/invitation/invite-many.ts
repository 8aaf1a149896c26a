import { Effect, Result } from "effect"
import type { PermitOf } from "../people/permit.ts"
import { creation, inRow } from "../request/creation.ts"
import type { SchoolUnknown } from "../school/school.ts"
import { withoutBlanks } from "../values/blanks.ts"
import { decodeStrictly } from "../values/field-problems.ts"
import type { FieldProblem } from "../words/field-codes.ts"
import type { CoachUnknown, InvitationExists, SchoolAmbiguous } from "./errors.ts"
import type { Invitation } from "./invitation.ts"
import { InvitationRequest, invite } from "./invite.ts"
import type { createInvitationPolicy } from "./policies.ts"

/** How many families' rows are worked on at once. */
const rowsAtOnce = 8

/** A row as it was sent: what it asks for, or everything that is wrong with it. */
export type RequestedRow = Result.Result<InvitationRequest, ReadonlyArray<FieldProblem>>

/** The outcome of a row. */
export type RowOutcome =
  | { readonly _tag: "Created"; readonly invitation: Invitation }
  | { readonly _tag: "Exists"; readonly why: InvitationExists }
  | { readonly _tag: "Refused"; readonly why: SchoolUnknown | SchoolAmbiguous | CoachUnknown }
  | { readonly _tag: "Invalid"; readonly problems: ReadonlyArray<FieldProblem> }

const decode = decodeStrictly(InvitationRequest)

/** Reads a row by the rules for a single invitation. */
export const requestedRow = (row: unknown): RequestedRow => decode(withoutBlanks(row))

const refused = (why: SchoolUnknown | SchoolAmbiguous | CoachUnknown) =>
  Effect.succeed<RowOutcome>({ _tag: "Refused", why })

const outcomeOf = (permit: PermitOf<typeof createInvitationPolicy>, request: InvitationRequest) =>
  invite(permit, request).pipe(
    Effect.map((invitation): RowOutcome => ({ _tag: "Created", invitation })),
    Effect.catchTags({
      InvitationExists: (why) => Effect.succeed<RowOutcome>({ _tag: "Exists", why }),
      SchoolUnknown: refused,
      SchoolAmbiguous: refused,
      CoachUnknown: refused
    })
  )

/**
 * Groups the rows by address. Rows of one address are worked on one after the other, in their order, so that the first of two rows that
 * invite the same child does so.
 */
const byFamily = (rows: ReadonlyArray<RequestedRow>) => {
  const families = new Map<string, Array<{ readonly row: number; readonly request: InvitationRequest }>>()
  rows.forEach((read, row) => {
    if (Result.isFailure(read)) return
    const { parent_email } = read.success
    families.set(parent_email, [...families.get(parent_email) ?? [], { row, request: read.success }])
  })
  return [...families.values()]
}

/**
 * Invites family by family what the rows ask for. Returns the outcome of each row, in their order. If a store fails, the rows under way are
 * finished and no other is begun. Under an Idempotency-Key, the next try goes on from there.
 */
export const inviteMany = Effect.fn("inviteMany")(
  function*(permit: PermitOf<typeof createInvitationPolicy>, rows: ReadonlyArray<RequestedRow>) {
    const whole = yield* creation
    const worked = yield* Effect.forEach(
      byFamily(rows),
      Effect.forEach(({ request, row }) =>
        outcomeOf(permit, request).pipe(
          inRow(whole, row),
          Effect.uninterruptible,
          Effect.map((outcome) => [row, outcome] as const)
        )
      ),
      { concurrency: rowsAtOnce }
    )
    const outcomes = new Map(worked.flat())
    return rows.map((read, row): RowOutcome =>
      outcomes.get(row) ?? { _tag: "Invalid", problems: Result.isFailure(read) ? read.failure : [] }
    )
  }
)
