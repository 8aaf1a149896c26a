import { Effect, Result } from "effect"
import type { ChangeContext } from "../../history/event.ts"
import { claimText } from "../../invitation/invitation.ts"
import { changeContextFor } from "../../people/change-context.ts"
import type { Permit } from "../../people/permit.ts"
import { invitedAs } from "../begun.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import type { Enrollment } from "../enrollment.ts"
import { completedStep } from "../status.ts"
import { claimChild, withClaim } from "./child-claim.ts"
import type { StepData } from "./step-data.ts"

/**
 * Changes step 4, which says whose enrollment this is. If it names a child for the first time, or another one than before, that child is
 * claimed first. The change is stored whatever the outcome of the claim, together with that outcome. The enrollment keeps the claim on the
 * invited child. A claim on a name that it gave up is worth nothing.
 */
export const nameChild = Effect.fnUntraced(function*<E>(
  permit: Permit<"enrollment.step", Enrollment>,
  data: StepData[4],
  expected: number | undefined,
  decide: (enrollment: Enrollment, context: ChangeContext) => Result.Result<Enrollment, E>
) {
  const { principal, resource } = permit
  const step4 = completedStep(resource, 4)
  const before = step4 && { ...resource, invited: invitedAs(step4.data) }
  const child = { ...resource, invited: invitedAs(data) }
  const foreseen = decide(resource, yield* changeContextFor(principal))
  const isStored = Result.isSuccess(foreseen) && foreseen.success !== resource &&
    (expected === undefined || expected === resource.version)
  if (!isStored || before !== undefined && claimText(before) === claimText(child)) {
    return yield* changeEnrollment(permit, expected, decide)
  }
  const claim = yield* claimChild(child)
  return yield* changeEnrollment(
    permit,
    expected,
    (enrollment, context) =>
      Result.map(
        decide(enrollment, context),
        (changed) => changed === enrollment ? enrollment : withClaim(changed, claim, context.now)
      )
  )
})
