import { DateTime, Effect, Struct } from "effect"
import * as z from "zod"
import { change, resend, revoke } from "../../domain/invitation/change.ts"
import { type Invitation, InvitedStudent } from "../../domain/invitation/invitation.ts"
import { InvitationRequest, invite } from "../../domain/invitation/invite.ts"
import { getInvitation, listInvitations } from "../../domain/invitation/list.ts"
import {
  changeInvitationPolicy,
  createInvitationPolicy,
  listInvitationsPolicy,
  readInvitationPolicy,
  resendInvitationPolicy,
  revokeInvitationPolicy
} from "../../domain/invitation/permits.ts"
import { withoutBlanks } from "../../domain/people/blanks.ts"
import { withinLimit } from "../../domain/people/limit.ts"
import { actorOf } from "../../domain/people/principal.ts"
import { bodyOf } from "../body.ts"
import { nextPage, pageQuery, pageRequest } from "../cursor.ts"
import { type Answer, type Endpoint, endpoint } from "../endpoint.ts"
import { entityTag } from "../entity-tag.ts"
import { fromDomain } from "../from-domain.ts"
import { limits } from "../limits/figures.ts"
import { InvitationBody, invitationView } from "./invitation-answer.ts"
import { keptInvitation } from "./kept-invitation.ts"

const tag = "Invitations"
const path = "/parent-invitations"
const Answered = z.object({ message: z.string(), invitation: InvitationBody })
const ok = { 200: { description: "The invitation as it is now", schema: Answered } }

const answer = Effect.fnUntraced(function*(invitation: Invitation, message: string, status: Answer["status"] = 200) {
  const now = DateTime.formatIso(yield* DateTime.now)
  return {
    status,
    tag: entityTag(invitation, "coach"),
    body: { message, invitation: invitationView(invitation, now) },
    headers: status === 201 ? { location: `${path}/${invitation.invitation_id}` } : {}
  } satisfies Answer
})

const create = endpoint({
  method: "post",
  path,
  summary: "Invite a family; the mail with its link goes out in the background",
  tag,
  policy: createInvitationPolicy,
  body: bodyOf(fromDomain(InvitationRequest, withoutBlanks)),
  creates: keptInvitation,
  answers: { 201: { description: "The invitation", schema: Answered } },
  problems: [403, 404, 409],
  handle: ({ body }) =>
    Effect.gen(function*() {
      yield* withinLimit(limits.invitationMails, actorOf((yield* createInvitationPolicy.tag).principal))
      return yield* answer(yield* invite(body), "The invitation is on its way.", 201)
    })
})

const list = endpoint({
  method: "get",
  path,
  summary: "A coach's own invitations; for staff those of one school",
  tag,
  policy: listInvitationsPolicy,
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(["pending", "sent", "accepted", "expired", "revoked"]).optional(),
    coach_id: z.string().max(128).optional(),
    school_id: z.coerce.number().int().positive().optional()
  }),
  answers: {
    200: {
      description: "Newest first, without tokens",
      schema: z.object({ invitations: z.array(InvitationBody), count: z.int(), next_cursor: z.string().nullable() })
    }
  },
  problems: [403],
  handle: ({ query }) =>
    Effect.gen(function*() {
      const page = yield* listInvitations({
        coach_id: query.coach_id,
        school_id: query.school_id,
        status: query.status,
        page: yield* pageRequest(query)
      })
      const now = DateTime.formatIso(yield* DateTime.now)
      const invitations = page.items.map((invitation) => invitationView(invitation, now))
      const { headers, next_cursor } = yield* nextPage(page, path, Struct.omit(query, ["coach_id"]))
      return { status: 200, headers, body: { invitations, count: invitations.length, next_cursor } }
    })
})

const get = endpoint({
  method: "get",
  path: `${path}/:id`,
  summary: "One invitation",
  tag,
  policy: readInvitationPolicy,
  answers: ok,
  problems: [404],
  handle: () => Effect.flatMap(getInvitation, (invitation) => answer(invitation, "The invitation."))
})

const update = endpoint({
  method: "put",
  path: `${path}/:id`,
  summary: "Change what it says about the child, or the message",
  tag,
  policy: changeInvitationPolicy,
  body: bodyOf(fromDomain(InvitedStudent, withoutBlanks)),
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ body, expected }) =>
    Effect.flatMap(change(body, expected), (invitation) => answer(invitation, "The invitation was changed."))
})

const remove = endpoint({
  method: "delete",
  path: `${path}/:id`,
  summary: "Revoke it: its link opens nothing any more",
  tag,
  policy: revokeInvitationPolicy,
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ expected }) =>
    Effect.flatMap(revoke(expected), (invitation) => answer(invitation, "The invitation was revoked."))
})

const again = endpoint({
  method: "put",
  path: `${path}/:id/resend`,
  summary: "Send it again with a new link; the old one is void",
  tag,
  policy: resendInvitationPolicy,
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ expected }) =>
    Effect.gen(function*() {
      const { principal, resource } = yield* resendInvitationPolicy.tag
      yield* withinLimit(limits.invitationAgain, resource.invitation_id)
      yield* withinLimit(limits.invitationMails, actorOf(principal))
      return yield* answer(yield* resend(expected), "The invitation is on its way again.")
    })
})

export const invitationEndpoints: ReadonlyArray<Endpoint> = [create, list, get, update, remove, again]
