import type { Limit } from "../../domain/people/limit.ts"

const seconds = 300

/** What is counted exactly. By network where many may be behind one: a school, a carrier. */
export const limits = {
  linkToAddress: { name: "link-to-address", most: 3, seconds },
  linkFromNetwork: { name: "link-from-network", most: 20, seconds },
  verifyForAddress: { name: "verify-for-address", most: 10, seconds },
  verifyFromNetwork: { name: "verify-from-network", most: 100, seconds },
  refreshFromNetwork: { name: "refresh-from-network", most: 300, seconds },
  openedInvitations: { name: "opened-invitations", most: 100, seconds },
  /** By whoever invites: a team, or a school's season. */
  invitationMails: { name: "invitation-mails", most: 1000, seconds: 3600 },
  /** To guardians of one enrollment. */
  guardianMails: { name: "guardian-mails", most: 20, seconds: 3600 },
  /** To one family. */
  invitationAgain: { name: "invitation-again", most: 5, seconds: 3600 }
} satisfies Readonly<Record<string, Limit>>
