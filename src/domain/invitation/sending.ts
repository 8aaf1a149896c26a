import { isDue } from "../outbox/due.ts"
import type { Invitation } from "./invitation.ts"

/** Longer than a mailer takes for one mail (milliseconds): whoever begins to send one keeps others from sending another. */
export const sendingMs = 60_000

/** No mail of an invitation is put off for longer than this after so many tries (milliseconds). */
export const longestMailBackoffMs = (attempts: number): number => Math.min(3_600_000, 10_000 * 2 ** attempts)

/** Whether the mail of an invitation is to be sent now. */
export const isInvitationMailDue = ({ mail }: Invitation, now: string): boolean =>
  mail !== undefined && isDue(mail.due_at, now, Math.max(sendingMs, longestMailBackoffMs(mail.attempts)))
