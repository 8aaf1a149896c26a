import { Effect } from "effect"
import { invitedAs } from "../enrollment/begun.ts"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { completedStep } from "../enrollment/status.ts"
import { claimChild, isClaimDue, withClaim } from "../enrollment/steps/child-claim.ts"
import { claimText } from "../invitation/invitation.ts"
import { allThenFail } from "../store/all-then-fail.ts"
import { settleEnrollment } from "./settle-enrollment.ts"

/** The child that step 4 names now, in the form in which it is claimed. */
const childOf = (enrollment: Enrollment) => {
  const step4 = completedStep(enrollment, 4)
  return step4 && { ...enrollment, invited: invitedAs(step4.data) }
}

const claimed = Effect.fnUntraced(function*(enrollment: Enrollment, now: string) {
  const child = childOf(enrollment)
  const claim = child === undefined ? { _tag: "Taken" } as const : yield* claimChild(child)
  yield* settleEnrollment(enrollment, (current) => {
    const named = childOf(current)
    const isSame = child === undefined ? named === undefined : named && claimText(named) === claimText(child)
    return current.child_claim_due_at === undefined || !isSame
      ? current
      : { ...withClaim(current, claim, now), rev: current.rev + 1 }
  })
})

/** Claims the children of these enrollments whose claim is due. Returns how many there were. */
export const claimDueChildren = Effect.fn("claimDueChildren")(function*(
  enrollments: ReadonlyArray<Enrollment>,
  now: string
) {
  const due = enrollments.filter((each) => isClaimDue(each, now))
  yield* allThenFail(due, (enrollment) => claimed(enrollment, now), 8)
  return due.length
})
