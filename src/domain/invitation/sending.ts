import { isDue } from "../outbox/due.ts"
import type { Invitation } from "./invitation.ts"

/** Longer than a mailer takes for one mail (milliseconds). Whoever begins to send a mail keeps others from sending it meanwhile. */
export const sendingMs = 60_000

/** Returns the longest that a mail of an invitation is put off after this many tries (milliseconds). */
export const longestMailBackoffMs = (attempts: number): number => Math.min(3_600_000, 10_000 * 2 ** attempts)

/** Whether the mail of an invitation is to be sent now. */
export const isInvitationMailDue = ({ mail }: Invitation, now: string): boolean =>
  mail !== undefined && isDue(mail.due_at, now, Math.max(sendingMs, longestMailBackoffMs(mail.attempts)))
