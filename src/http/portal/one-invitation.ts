import { Effect } from "effect"
import {
  changeInvitationPolicy,
  readInvitationPolicy,
  resendInvitationPolicy,
  revokeInvitationPolicy
} from "../../domain/enrollment/invitation-policies.ts"
import { seenInvitation } from "../../domain/enrollment/reading/seen-invitations.ts"
import { change, resend, revoke } from "../../domain/invitation/change.ts"
import { type Invitation, InvitedStudent } from "../../domain/invitation/invitation.ts"
import { actorOf, type Principal } from "../../domain/people/principal.ts"
import { withinLimit } from "../../domain/request/limit.ts"
import { withoutBlanks } from "../../domain/values/blanks.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { limits } from "../limits/figures.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { Answered, invitationAnswer, invitationsPath } from "../representations/invitation-answer.ts"

const tag = "Invitations"
const path = `${invitationsPath}/:id`
const ok = { 200: { description: "The invitation as it is now", schema: Answered } }

/** Returns the invitation with its enrollment as it is now, for a caller who may still see it. */
const shown = Effect.fnUntraced(
  function*(
    { principal }: { readonly principal: Principal },
    invitation: Invitation,
    message: Parameters<typeof invitationAnswer>[1]
  ) {
    return yield* invitationAnswer(yield* seenInvitation(principal, invitation), message)
  }
)

const get = endpoint({
  method: "get",
  path,
  summary: "One invitation",
  tag,
  access: readInvitationPolicy,
  answers: ok,
  problems: [404],
  handle: ({ permit }) => shown(permit, permit.resource, "invitation")
})

const update = endpoint({
  method: "put",
  path,
  summary: "Change what it says about the child, or the message",
  tag,
  access: changeInvitationPolicy,
  body: bodyOf(fromDomain(InvitedStudent, withoutBlanks)),
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ permit, body, expected }) =>
    Effect.gen(function*() {
      return yield* shown(permit, yield* change(permit, body, expected), "invitation_changed")
    })
})

const remove = endpoint({
  method: "delete",
  path,
  summary: "Revoke it: its link opens nothing any more",
  tag,
  access: revokeInvitationPolicy,
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ permit, expected }) =>
    Effect.gen(function*() {
      return yield* shown(permit, yield* revoke(permit, expected), "invitation_revoked")
    })
})

const again = endpoint({
  method: "put",
  path: `${path}/resend`,
  summary: "Send it again with a new link; the old one is void",
  tag,
  access: resendInvitationPolicy,
  conditional: true,
  answers: ok,
  problems: [403, 404, 409],
  handle: ({ permit, expected }) =>
    Effect.gen(function*() {
      yield* withinLimit(limits.invitationAgain, permit.resource.invitation_id)
      yield* withinLimit(limits.invitationMails, actorOf(permit.principal))
      return yield* shown(permit, yield* resend(permit, expected), "invitation_resent")
    })
})

export const oneInvitationEndpoints: ReadonlyArray<Endpoint> = [get, update, remove, again]
