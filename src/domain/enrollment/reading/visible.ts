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

/** As the store's lists sort: by time of creation, then by id. */
export const sortKey = ({ created_at, enrollment_id }: Listed) => `${created_at}#${enrollment_id}`

/** Whether custody keeps each of these enrollments from the principal, all asked at once; what is not there is left out. */
export const blocksOn = Effect.fnUntraced(function*(principal: Principal, ids: ReadonlyArray<string>) {
  const isAsked = principal._tag === "Person" && ids.length > 0
  const found = isAsked ? yield* (yield* Enrollments).getMany(ids.filter(isEnrollmentId)) : []
  return new Map<string, boolean>(
    found.map((each) => [each.enrollment_id, isBlocked(principal, belongingOf(each))])
  )
})

const isOpen = ({ unblocked_at, version }: EnrollmentListing) => unblocked_at === version

/** The rows, without the child's other enrollment where custody keeps that one from the principal. */
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

/** The rows that no custody block keeps from the principal. A row tells by itself that nobody is blocked; else its item is asked. */
export const unblocked = Effect.fnUntraced(function*(principal: Principal, rows: ReadonlyArray<EnrollmentListing>) {
  if (principal._tag !== "Person") return rows
  const unsure = rows.filter((row) => !isOpen(row)).map(({ enrollment_id }) => enrollment_id)
  const blocks = yield* blocksOn(principal, unsure)
  return yield* withoutBlockedTwins(
    principal,
    rows.filter((row) => isOpen(row) || blocks.get(row.enrollment_id) === false)
  )
})
