import { DateTime, Effect } from "effect"
import type { Page, PageRequest } from "../people/page.ts"
import { NotPermitted } from "../people/permit.ts"
import { schoolsOf } from "../people/principal.ts"
import { DefaultSchool } from "../school/default-school.ts"
import { type Invitation, type InvitationStatus, invitationStatus } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"
import { listInvitationsPolicy, readInvitationPolicy } from "./permits.ts"

/** A page of those that match: pages are read until it is full or the list ends. */
const filled = Effect.fnUntraced(function*<E>(
  { after, limit }: PageRequest,
  matches: (invitation: Invitation) => boolean,
  read: (request: PageRequest) => Effect.Effect<Page<Invitation>, E>
) {
  const items: Array<Invitation> = []
  let last = after
  do {
    const page: Page<Invitation> = yield* read({ limit: limit - items.length, after: last })
    items.push(...page.items.filter(matches))
    last = page.last
  } while (items.length < limit && last !== undefined)
  return { items, last }
})

/**
 * Newest first: a coach's own, or for staff those of one school (the one named, else their only one, else the default).
 * `coach_id` may only name the caller.
 */
export const listInvitations = Effect.fn("listInvitations")(function*(
  { coach_id, page, school_id, status }: {
    readonly page: PageRequest
    readonly status: InvitationStatus | undefined
    readonly school_id: number | undefined
    readonly coach_id: string | undefined
  }
) {
  const { principal } = yield* listInvitationsPolicy.tag
  const invitations = yield* Invitations
  const staffed = schoolsOf(principal, ["registrar", "admin"])
  const isStaff = staffed === "*" || staffed.length > 0
  const self = principal._tag === "Person" ? principal : undefined
  if (coach_id !== undefined && coach_id !== self?.id && coach_id.toLowerCase() !== self?.address) {
    return yield* new NotPermitted({ action: "invitation.list" })
  }
  const now = DateTime.formatIso(yield* DateTime.now)
  const matches = (invitation: Invitation) => status === undefined || invitationStatus(invitation, now) === status
  if (self !== undefined && (!isStaff || coach_id !== undefined)) {
    return yield* filled(page, matches, (request) => invitations.listByCoach(self.id, request))
  }
  const school = school_id ?? (staffed === "*" ? yield* DefaultSchool : staffed[0] ?? 0)
  if (staffed !== "*" && !staffed.includes(school)) return yield* new NotPermitted({ action: "invitation.list" })
  return yield* filled(page, matches, (request) => invitations.listBySchool(school, request))
})

/** One invitation, as the policy loaded it. */
export const getInvitation = Effect.map(readInvitationPolicy.tag, ({ resource }) => resource)
