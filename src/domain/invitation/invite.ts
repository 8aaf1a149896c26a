import { Effect, Option, Schema } from "effect"
import { logNewEvents } from "../history/event-log.ts"
import { changeContextFor } from "../people/change-context.ts"
import { findPerson } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import {
  holds,
  isWithin,
  PersonId,
  type Principal,
  SchoolId,
  type SchoolScope,
  schoolsOf
} from "../people/principal.ts"
import { creation } from "../request/creation.ts"
import { DefaultSchool } from "../school/default-school.ts"
import { findSchool } from "../school/find-school.ts"
import { type School, SchoolUnknown } from "../school/school.ts"
import { Schools } from "../school/schools.port.ts"
import { EmailAddress } from "../values/email-address.ts"
import { invitationId, suffixOf } from "../values/identifiers.ts"
import { localDateAt } from "../values/local-date.ts"
import { line } from "../values/text.ts"
import { refuses } from "../words/refusal.ts"
import { claimFamily } from "./claim-family.ts"
import { CoachUnknown, SchoolAmbiguous } from "./errors.ts"
import { expiryAfter, type Invitation, InvitedStudent } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"
import { noteInvited } from "./invited-address.ts"
import { createInvitationPolicy } from "./policies.ts"
import { inviteFamily } from "./transitions.ts"

/** What is asked for: the family, the child as far as it is known, and, where they are not obvious, school and coach. */
export const InvitationRequest = Schema.Struct({
  parent_email: EmailAddress,
  ...InvitedStudent.fields,
  school_id: Schema.optionalKey(SchoolId),
  school_name: Schema.optionalKey(line(75)),
  coach_id: Schema.optionalKey(
    Schema.Union([PersonId, EmailAddress]).annotate(refuses("coach_id"))
  )
})
export type InvitationRequest = typeof InvitationRequest.Type

const staff = ["registrar", "admin"] as const

const schoolNamed = Effect.fnUntraced(function*(name: string, schools: SchoolScope) {
  const known = yield* (yield* Schools).list
  const found = known.find(({ active, name_of_institution, school_id }) =>
    active && isWithin(schools, school_id) &&
    name_of_institution.toLowerCase() === name.toLowerCase()
  )
  return found ?? (yield* new SchoolUnknown({ school_id: 0 }))
})

/** Returns the school that is meant: the one named, else the caller's only one, else the default; the caller has a role in it. */
const schoolFor = Effect.fnUntraced(function*(request: InvitationRequest, principal: Principal) {
  const schools = schoolsOf(principal, ["coach", ...staff])
  if (request.school_id !== undefined) {
    const { school_id } = request
    return yield* isWithin(schools, school_id) ? findSchool(school_id) : new SchoolUnknown({ school_id })
  }
  if (request.school_name !== undefined) return yield* schoolNamed(request.school_name, schools)
  if (schools !== "*" && schools.length > 1) return yield* new SchoolAmbiguous()
  const only = schools === "*" ? undefined : schools[0]
  return yield* findSchool(only ?? (yield* DefaultSchool))
})

/** Returns the coach whose invitation it is: the caller, or the coach for whom staff act. */
const coachFor = Effect.fnUntraced(function*(request: InvitationRequest, school: School, principal: Principal) {
  const self = principal._tag === "Person" ? { id: principal.id, name: principal.name } : undefined
  const named = request.coach_id
  const isSelf = named === undefined ||
    (principal._tag === "Person" && (named === principal.id || named === principal.address))
  if (isSelf && self !== undefined) return self
  if (named === undefined || !holds(principal, staff, school.school_id)) return yield* new CoachUnknown()
  const people = yield* People
  const found = yield* named.includes("@")
    ? findPerson(named).pipe(Effect.catchTag("AddressFormer", () => Effect.succeedNone))
    : people.get(named)
  const isCoach = Option.isSome(found) &&
    found.value.grants.some(({ role, school_id }) =>
      role === "coach" && (school_id === "*" || school_id === school.school_id)
    )
  return Option.isSome(found) && isCoach ? found.value : yield* new CoachUnknown()
})

/** Whether an earlier try of the same request made what stands under an id: it is for the same family, school and coach. */
const isSame = (one: Invitation, other: Invitation): boolean =>
  one.coach_id === other.coach_id && one.parent_email === other.parent_email && one.school_id === other.school_id

/**
 * Stores a new invitation, after noting that its family may sign in. Returns nothing if another invitation has its id. If nobody knows
 * whether a failed write came through, it looks. If the write did not, the claim is released, so that the same request can be made again.
 */
const store = Effect.fnUntraced(function*(invitation: Invitation, claim: string) {
  const { create, get, release } = yield* Invitations
  const { invitation_id } = invitation
  const mine = Effect.map(get(invitation_id), Option.filter((found) => isSame(found, invitation)))
  return yield* Effect.andThen(noteInvited(invitation), create(invitation)).pipe(
    Effect.flatMap((created) => created ? Effect.succeedSome(invitation) : mine),
    Effect.catch((failure) =>
      Effect.flatMap(
        mine,
        (found) =>
          Option.isSome(found)
            ? Effect.succeed(found)
            : Effect.andThen(release(claim, invitation_id), Effect.fail(failure))
      )
    )
  )
})

/** Invites a family: one invitation or enrollment per school, address and child. Its mail goes out in the background. */
export const invite = Effect.fn("invite")(
  function*(permit: PermitOf<typeof createInvitationPolicy>, request: InvitationRequest) {
    const { principal } = permit
    const { asked_at, isRepeated, suffixNumber } = yield* creation
    const invitations = yield* Invitations
    const school = yield* schoolFor(request, principal)
    const coach = yield* coachFor(request, school, principal)
    const { coach_id: _, parent_email, school_id: __, school_name: ___, ...invited } = request
    yield* findPerson(parent_email)
    const day = localDateAt(asked_at, school.policy.time_zone)
    for (let draw = 0;; draw++) {
      const context = yield* changeContextFor(principal)
      const invitation = inviteFamily({
        invitation_id: invitationId(day, suffixOf(yield* suffixNumber(draw))),
        school_id: school.school_id,
        school_name: school.name_of_institution,
        coach_id: coach.id,
        coach_name: coach.name,
        parent_email,
        invited
      }, context)
      const taken = isRepeated ? yield* invitations.get(invitation.invitation_id) : Option.none<Invitation>()
      if (Option.isSome(taken) && isSame(taken.value, invitation)) return taken.value
      if (Option.isSome(taken)) continue
      const key = yield* claimFamily(invitation, principal, expiryAfter(context.now))
      const stored = yield* store(invitation, key)
      if (Option.isSome(stored)) {
        yield* logNewEvents(undefined, stored.value)
        return stored.value
      }
      yield* invitations.release(key, invitation.invitation_id)
    }
  }
)
