import { DateTime, Effect } from "effect"
import { type Invitation, type InvitationStatus, invitationStatus } from "../../invitation/invitation.ts"
import { Invitations } from "../../invitation/invitations.port.ts"
import { listInvitationsPolicy } from "../../invitation/policies.ts"
import type { PermitOf } from "../../people/permit.ts"
import { NotPermitted } from "../../people/permit.ts"
import { schoolsOf } from "../../people/principal.ts"
import { schoolListed } from "../../school/listed-school.ts"
import type { PageRequest } from "../../values/page.ts"
import { filledPage } from "./filled-page.ts"
import { type SeenInvitation, seenInvitations } from "./seen-invitations.ts"

/** Returns the key by which the store's lists sort: time of creation, then id. */
const sortKey = ({ invitation: { created_at, invitation_id } }: SeenInvitation) => `${created_at}#${invitation_id}`

/**
 * Returns invitations, newest first: a coach's own, or for staff those of one school (the one named, else their only one, else the
 * default). `coach_id` may only name the caller.
 */
export const listInvitations = Effect.fn("listInvitations")(
  function*(permit: PermitOf<typeof listInvitationsPolicy>, { coach_id, page, school_id, status }: {
    readonly page: PageRequest
    readonly status: InvitationStatus | undefined
    readonly school_id: number | undefined
    readonly coach_id: string | undefined
  }) {
    const { principal } = permit
    const { listByCoach, listBySchool } = yield* Invitations
    const staffed = schoolsOf(principal, ["registrar", "admin"])
    const isStaff = staffed === "*" || staffed.length > 0
    const self = principal._tag === "Person" ? principal : undefined
    if (coach_id !== undefined && coach_id !== self?.id && coach_id.toLowerCase() !== self?.address) {
      return yield* new NotPermitted({ action: "invitation.list" })
    }
    const now = DateTime.formatIso(yield* DateTime.now)
    const shown = (invitations: ReadonlyArray<Invitation>) =>
      seenInvitations(
        principal,
        invitations.filter((each) => status === undefined || invitationStatus(each, now) === status)
      )
    if (self !== undefined && (!isStaff || coach_id !== undefined)) {
      return yield* filledPage(page, (request) => listByCoach(self.id, request), shown, sortKey)
    }
    const school = yield* schoolListed(staffed, school_id, "invitation.list")
    return yield* filledPage(page, (request) => listBySchool(school, request), shown, sortKey)
  }
)
