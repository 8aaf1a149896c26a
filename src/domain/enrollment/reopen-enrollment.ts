import { Effect } from "effect"
import type { PermitOf } from "../people/permit.ts"
import { changeEnrollment } from "./change-enrollment.ts"
import { reopen } from "./closing.ts"
import { reopenPolicy } from "./policies.ts"

/** Reopens the permitted enrollment. Its student records follow if they are due. */
export const reopenEnrollment = Effect.fn("reopenEnrollment")(
  function*(permit: PermitOf<typeof reopenPolicy>, reason: string, expected?: number) {
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => reopen(enrollment, reason, context)
    )
  }
)
