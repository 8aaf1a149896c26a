import { Effect } from "effect"
import type * as z from "zod"
import { begunPolicy } from "../../domain/enrollment/policies.ts"
import type { Principal } from "../../domain/people/principal.ts"
import type { EnrollmentBody } from "./enrollment-shapes.ts"
import { onRecord } from "./on-record.ts"

/**
 * The kept answer shows everything about a child. It goes only to a caller who may see all of it today, and staff are put on record once
 * more.
 */
export const keptEnrollment = Effect.fnUntraced(
  function*(principal: Principal, kept: z.infer<typeof EnrollmentBody>) {
    const permit = yield* begunPolicy.check(principal, { id: kept.enrollment_id })
    yield* onRecord(permit.resource, permit, kept)
  }
)
