import { DateTime, Effect, Struct } from "effect"
import * as z from "zod"
import { listInvitations } from "../../domain/enrollment/reading/list-invitations.ts"
import { seenInvitation } from "../../domain/enrollment/reading/seen-invitations.ts"
import { InvitationRequest, invite } from "../../domain/invitation/invite.ts"
import { createInvitationPolicy, listInvitationsPolicy } from "../../domain/invitation/policies.ts"
import { actorOf } from "../../domain/people/principal.ts"
import { creation } from "../../domain/request/creation.ts"
import { withinLimit } from "../../domain/request/limit.ts"
import { withoutBlanks } from "../../domain/values/blanks.ts"
import { bodyOf } from "../body.ts"
import { nextPage, pageQuery, pageRequest } from "../cursor.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { limits } from "../limits/figures.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import {
  Answered,
  invitationAnswer,
  InvitationBody,
  invitationsPath as path,
  invitationView
} from "../representations/invitation-answer.ts"
import { keptInvitation } from "../representations/kept-invitation.ts"

const tag = "Invitations"

const create = endpoint({
  method: "post",
  path,
  summary: "Invite a family; the mail with its link goes out in the background",
  tag,
  access: createInvitationPolicy,
  body: bodyOf(fromDomain(InvitationRequest, withoutBlanks)),
  creates: keptInvitation,
  answers: { 201: { description: "The invitation", schema: Answered } },
  problems: [403, 404, 409],
  handle: ({ permit, body }) =>
    Effect.gen(function*() {
      yield* withinLimit(limits.invitationMails, actorOf(permit.principal))
      const invitation = yield* invite(permit, body)
      // Nothing has come of a new invitation yet. Much may have come of one that an earlier try made.
      const { isRepeated } = yield* creation
      const seen = isRepeated
        ? yield* seenInvitation(permit.principal, invitation)
        : { invitation, enrollment: undefined }
      return yield* invitationAnswer(seen, "invitation_sent", 201)
    })
})

const list = endpoint({
  method: "get",
  path,
  summary: "A coach's own invitations; for staff those of one school",
  tag,
  access: listInvitationsPolicy,
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
  handle: ({ permit, query }) =>
    Effect.gen(function*() {
      const page = yield* listInvitations(permit, {
        coach_id: query.coach_id,
        school_id: query.school_id,
        status: query.status,
        page: yield* pageRequest(query)
      })
      const now = DateTime.formatIso(yield* DateTime.now)
      const invitations = page.items.map((seen) => invitationView(seen, now))
      const { headers, next_cursor } = yield* nextPage(page, path, Struct.omit(query, ["coach_id"]))
      return { status: 200, headers, body: { invitations, count: invitations.length, next_cursor } }
    })
})

export const invitationEndpoints: ReadonlyArray<Endpoint> = [create, list]
