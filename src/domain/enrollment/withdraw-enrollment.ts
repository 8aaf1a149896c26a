import { Effect } from "effect"
import type { PermitOf } from "../people/permit.ts"
import { changeEnrollment } from "./change-enrollment.ts"
import { withdrawPolicy } from "./policies.ts"
import { withdraw } from "./transitions.ts"

/** Withdraws the permitted enrollment. Its student records follow if they are due. */
export const withdrawEnrollment = Effect.fn("withdrawEnrollment")(
  function*(permit: PermitOf<typeof withdrawPolicy>, reason: string, expected?: number) {
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => withdraw(enrollment, reason, context)
    )
  }
)
