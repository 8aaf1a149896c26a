import { DateTime, Effect } from "effect"
import { type Invitation, type InvitationStatus, invitationStatus } from "../../invitation/invitation.ts"
import { Invitations } from "../../invitation/invitations.port.ts"
import { listInvitationsPolicy } from "../../invitation/policies.ts"
import type { PermitOf } from "../../people/permit.ts"
import { NotPermitted } from "../../people/permit.ts"
import { schoolsOf } from "../../people/principal.ts"
import { schoolListed } from "../../school/listed-school.ts"
import type { Page, PageRequest } from "../../values/page.ts"
import { type SeenInvitation, seenInvitations } from "./seen-invitations.ts"

/** So many are read in one go at most, where few of them are shown. */
const mostAtOnce = 400

/** As the store's lists sort: by time of creation, then by id. */
const sortKey = ({ invitation: { created_at, invitation_id } }: SeenInvitation) => `${created_at}#${invitation_id}`

/** A page of those that are shown: more is read, twice as much each time, until it is full or the list ends. */
const filled = Effect.fnUntraced(function*<E1, R1, E2, R2>(
  { after, limit }: PageRequest,
  read: (request: PageRequest) => Effect.Effect<Page<Invitation>, E1, R1>,
  shown: (invitations: ReadonlyArray<Invitation>) => Effect.Effect<ReadonlyArray<SeenInvitation>, E2, R2>
) {
  const found: Array<SeenInvitation> = []
  let last = after
  let next = limit
  do {
    const page: Page<Invitation> = yield* read({ limit: next, after: last })
    found.push(...yield* shown(page.items))
    last = page.last
    next = Math.min(2 * next, mostAtOnce)
  } while (found.length < limit && last !== undefined)
  const items = found.slice(0, limit)
  const end = items.at(-1)
  return { items, last: found.length > limit && end !== undefined ? sortKey(end) : last } satisfies Page<SeenInvitation>
})

/**
 * Newest first: a coach's own, or for staff those of one school (the one named, else their only one, else the default). `coach_id` may
 * only name the caller.
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
      return yield* filled(page, (request) => listByCoach(self.id, request), shown)
    }
    const school = yield* schoolListed(staffed, school_id, "invitation.list")
    return yield* filled(page, (request) => listBySchool(school, request), shown)
  }
)
