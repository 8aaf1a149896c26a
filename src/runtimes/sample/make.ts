import { DateTime, Effect, Option } from "effect"
import { begin } from "../../domain/enrollment/begin.ts"
import { revokeInvitationPolicy } from "../../domain/enrollment/invitation-policies.ts"
import { beginPolicy } from "../../domain/enrollment/policies.ts"
import { revoke } from "../../domain/invitation/change.ts"
import { invitationToken } from "../../domain/invitation/invitation-token.ts"
import type { Invitation } from "../../domain/invitation/invitation.ts"
import { Invitations } from "../../domain/invitation/invitations.port.ts"
import { invite } from "../../domain/invitation/invite.ts"
import { createInvitationPolicy } from "../../domain/invitation/policies.ts"
import { mailSent } from "../../domain/invitation/transitions.ts"
import { enterPerson } from "../../domain/people/enter-person.ts"
import { findPerson } from "../../domain/people/find-person.ts"
import { coach } from "../embedded/seed.ts"
import { daysAgo } from "./days-ago.ts"
import { type Child, sampleFamilies, type SampleFamily } from "./families.ts"
import { permitted } from "./permitted.ts"
import { walk } from "./walk.ts"

const invited = (address: string, { first_name, grade_level, last_name }: Child) =>
  permitted(createInvitationPolicy, coach, undefined, (permit) =>
    invite(permit, {
      parent_email: address,
      student_first_name: first_name,
      student_last_name: last_name,
      grade_level
    }))

/** Enters the person of a family, unless already entered. */
const personOf = ({ address, parent }: SampleFamily) =>
  Effect.map(
    enterPerson({
      address,
      grant: { role: "parent", school_id: "*" },
      id: undefined,
      name: `${parent.first_name} ${parent.last_name}`
    }),
    (person) => ({ _tag: "Person", ...person }) as const
  )

/** Begins the family's enrollment with its own invitation. */
const begun = Effect.fnUntraced(function*(family: SampleFamily, invitation: Invitation) {
  const person = yield* personOf(family)
  const request = { invitation_token: yield* invitationToken(invitation), parent_email: family.address }
  const { enrollment } = yield* permitted(beginPolicy, person, undefined, (permit) => begin(permit, request))
  return { person, enrollment }
})

/** Ends an invitation that no enrollment begins with. */
const ended = Effect.fnUntraced(function*({ stage }: SampleFamily, invitation: Invitation) {
  const { invitation_id: id, generation } = invitation
  if (stage.also === "revoke") yield* permitted(revokeInvitationPolicy, coach, { id }, (permit) => revoke(permit))
  if (stage.also !== "expire") return
  // Its mail went out in its time. Today's relay only finds that it is too late, and may have done so already.
  const sent = mailSent(invitation, generation, DateTime.formatIso(yield* DateTime.now))
  yield* (yield* Invitations).replace(invitation, sent).pipe(Effect.catchTag("StaleVersion", () => Effect.void))
})

/** Takes one family from its invitation to where it stands. Returns the enrollments that it has by then. */
const made = Effect.fnUntraced(function*(family: SampleFamily) {
  const { address, child, sibling, stage } = family
  const invitation = yield* invited(address, child)
  if (stage.steps === undefined) {
    yield* ended(family, invitation)
    return []
  }
  const { enrollment, person } = yield* begun(family, invitation)
  const { enrollment_id } = enrollment
  yield* walk(family, person, enrollment)
  return stage.also === "sibling"
    ? [enrollment_id, (yield* begun(family, yield* invited(address, sibling))).enrollment.enrollment_id]
    : [enrollment_id]
})

/**
 * Makes invented families at every stage, one of which needs attention, through the use cases themselves. Leaves families that were made
 * before as they are. Needs the seeded school and its staff. Returns their enrollments, or none where all were made before.
 */
export const makeSampleFamilies = Effect.fn("makeSampleFamilies")(function*() {
  const families = sampleFamilies(DateTime.toPartsUtc(yield* DateTime.now).year)
  const last = yield* findPerson(families.at(-1)?.address ?? "")
  if (Option.isSome(last)) return []
  const enrollments = yield* Effect.forEach(
    families,
    (family) =>
      made(family).pipe(daysAgo(family.daysAgo), Effect.catchTag("InvitationExists", () => Effect.succeed([])))
  )
  return enrollments.flat()
})
