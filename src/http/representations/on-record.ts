import { Effect } from "effect"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { recordRead } from "../../domain/enrollment/reading/reads-on-record.ts"
import type { Principal, Role } from "../../domain/people/principal.ts"
import { viewFor } from "./enrollment-view.ts"

export interface Reader {
  readonly principal: Principal
  readonly roles: ReadonlyArray<Role>
}

/** The part of an answer that tells which parts of a child it shows. */
interface Shown {
  readonly steps: Readonly<Record<string, { readonly data: unknown; readonly draft: unknown }>>
}

/**
 * Puts staff, who see everything about a child, on record with the names of the parts that the answer shows. Runs before the answer goes
 * out.
 */
export const onRecord = (enrollment: Enrollment, { principal, roles }: Reader, { steps }: Shown) => {
  const parts = Object.entries(steps).flatMap(([step, { data, draft }]) => [
    ...data === null ? [] : [`steps/${step}`],
    ...draft === null ? [] : [`drafts/${step}`]
  ])
  return viewFor(roles) === "staff" ? recordRead(enrollment, principal, ["summary", ...parts]) : Effect.void
}
