import { familyChanges } from "../../domain/enrollment/steps/changes-limit.ts"
import type { Limit } from "../../domain/request/limit.ts"
import type { NetworkLimit } from "./client-address.ts"

const seconds = 300

/** These are counted exactly. */
export const limits = {
  linkToAddress: { name: "link-to-address", most: 3, seconds },
  verifyForAddress: { name: "verify-for-address", most: 10, seconds },
  /** By whoever invites: enough for a team, or for a school's season. */
  invitationMails: { name: "invitation-mails", most: 1000, seconds: 3600 },
  /** To guardians of one enrollment. */
  guardianMails: { name: "guardian-mails", most: 20, seconds: 3600 },
  /** To one family. */
  invitationAgain: { name: "invitation-again", most: 5, seconds: 3600 },
  /** To one enrollment, counted when a change is accepted. */
  familyChanges
} satisfies Readonly<Record<string, Limit>>

/**
 * By network, behind which many people may be: a school's gym on the evening of its season, or a carrier. Each family there asks for a
 * link, opens its invitation and follows the link, now and then twice. Every page that it opens later asks for new tokens.
 */
export const networkLimits = {
  linkFromNetwork: { name: "link-from-network", most: 300, mostOfSite: 1000, seconds },
  verifyFromNetwork: { name: "verify-from-network", most: 600, mostOfSite: 2000, seconds },
  refreshFromNetwork: { name: "refresh-from-network", most: 1200, mostOfSite: 4000, seconds },
  openedInvitations: { name: "opened-invitations", most: 600, mostOfSite: 2000, seconds }
} satisfies Readonly<Record<string, NetworkLimit>>
