import { Effect } from "effect"
import { isBlocked } from "../../people/permit.ts"
import type { Principal } from "../../people/principal.ts"
import { isEnrollmentId } from "../../values/identifiers.ts"
import { Enrollments } from "../enrollments.port.ts"
import { belongingOf } from "../policies.ts"
import type { EnrollmentListing } from "./listing.ts"

interface Listed {
  readonly created_at: string
  readonly enrollment_id: string
}

/** Returns the key by which the store's lists sort: time of creation, then id. */
export const sortKey = ({ created_at, enrollment_id }: Listed) => `${created_at}#${enrollment_id}`

/**
 * Returns whether custody keeps each of these enrollments from the principal. All are read at once; those that do not exist are left out.
 */
export const blocksOn = Effect.fnUntraced(function*(principal: Principal, ids: ReadonlyArray<string>) {
  const isAsked = principal._tag === "Person" && ids.length > 0
  const found = isAsked ? yield* (yield* Enrollments).getMany(ids.filter(isEnrollmentId)) : []
  return new Map<string, boolean>(
    found.map((each) => [each.enrollment_id, isBlocked(principal, belongingOf(each))])
  )
})

const isOpen = ({ unblocked_at, version }: EnrollmentListing) => unblocked_at === version

/** Returns the rows, without the child's other enrollment where custody keeps that one from the principal. */
export const withoutBlockedTwins = Effect.fnUntraced(function*(
  principal: Principal,
  rows: ReadonlyArray<EnrollmentListing>
) {
  const twins = rows.flatMap(({ same_child }) => same_child ?? [])
  if (principal._tag !== "Person" || twins.length === 0) return rows
  const blocks = yield* blocksOn(principal, twins)
  return rows.map(({ same_child, ...row }): EnrollmentListing =>
    same_child !== undefined && blocks.get(same_child) === false ? { ...row, same_child } : row
  )
})

/**
 * Returns the rows that no custody block keeps from the principal. Where a row itself does not tell that nobody is blocked, its item is
 * asked.
 */
export const unblocked = Effect.fnUntraced(function*(principal: Principal, rows: ReadonlyArray<EnrollmentListing>) {
  if (principal._tag !== "Person") return rows
  const unsure = rows.filter((row) => !isOpen(row)).map(({ enrollment_id }) => enrollment_id)
  const blocks = yield* blocksOn(principal, unsure)
  return yield* withoutBlockedTwins(
    principal,
    rows.filter((row) => isOpen(row) || blocks.get(row.enrollment_id) === false)
  )
})
