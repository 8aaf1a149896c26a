import { Effect } from "effect"
import { type EnrollmentFilter, Enrollments } from "../enrollment/enrollments.port.ts"
import type { EnrollmentListing } from "../enrollment/reading/listing.ts"

/** Returns all matching rows of one school's list. For figures, never on a family's path. */
export const enrollmentsListed = Effect.fnUntraced(function*(school_id: number, filter: EnrollmentFilter) {
  const { listBySchool } = yield* Enrollments
  const rows: Array<EnrollmentListing> = []
  let after: string | undefined
  do {
    const page = yield* listBySchool(school_id, filter, { limit: 200, after })
    rows.push(...page.items)
    after = page.last
  } while (after !== undefined)
  return rows
})
