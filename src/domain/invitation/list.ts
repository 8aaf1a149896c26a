import { Effect } from "effect"
import type { PageRequest } from "../people/page.ts"
import { NotPermitted } from "../people/permit.ts"
import { schoolsOf } from "../people/principal.ts"
import { DefaultSchool } from "../school/default-school.ts"
import { Invitations } from "./invitations.port.ts"
import { listInvitationsPolicy, readInvitationPolicy } from "./permits.ts"

/**
 * Newest first: a coach's own, or for staff those of one school (the one named, else their only one, else the default).
 * `coach_id` may only name the caller.
 */
export const listInvitations = Effect.fn("listInvitations")(function*(
  { coach_id, page, school_id }: {
    readonly page: PageRequest
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
  if (self !== undefined && (!isStaff || coach_id !== undefined)) return yield* invitations.listByCoach(self.id, page)
  const school = school_id ?? (staffed === "*" ? yield* DefaultSchool : staffed[0] ?? 0)
  if (staffed !== "*" && !staffed.includes(school)) return yield* new NotPermitted({ action: "invitation.list" })
  return yield* invitations.listBySchool(school, page)
})

/** One invitation, as the policy loaded it. */
export const getInvitation = Effect.map(readInvitationPolicy.tag, ({ resource }) => resource)
