import type { Invitation } from "../invitation/invitation.ts"
import { later } from "../values/instant.ts"
import type { Enrollment } from "./enrollment.ts"
import { eventsMovedAfterMs } from "./provisioning.ts"

const earliest = (...times: ReadonlyArray<string | undefined>): string | undefined =>
  times.filter((time) => time !== undefined).sort()[0]

const eventsDueAt = ({ events }: Pick<Enrollment | Invitation, "events">): string | undefined => {
  const first = earliest(...Object.values(events).map(({ at }) => at))
  return first === undefined ? undefined : later(first, eventsMovedAfterMs)
}

/**
 * Returns when the earliest open outbox entry of an enrollment is due (records to write, a child to claim, events to move), or undefined if
 * it has none.
 */
export const enrollmentDueAt = (enrollment: Enrollment): string | undefined =>
  earliest(
    enrollment.child_claim_due_at,
    enrollment.provisioning.state === "pending" ? enrollment.provisioning.next_attempt_at : undefined,
    eventsDueAt(enrollment)
  )

/** Returns when the earliest open outbox entry of an invitation is due (mail to send, events to move), or undefined if it has none. */
export const invitationDueAt = (invitation: Invitation): string | undefined =>
  earliest(invitation.mail?.due_at, eventsDueAt(invitation))
