import { Effect } from "effect"
import { changeEnrollment } from "./change-enrollment.ts"
import { reopen } from "./closing.ts"
import { reopenPolicy } from "./policies.ts"

/** Reopens the permitted enrollment; its student records follow. */
export const reopenEnrollment = Effect.fn("reopenEnrollment")(function*(reason: string, expected?: number) {
  return yield* changeEnrollment(
    yield* reopenPolicy.tag,
    expected,
    (enrollment, context) => reopen(enrollment, reason, context)
  )
})
