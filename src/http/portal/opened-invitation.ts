import { DateTime, Effect, Option, Redacted } from "effect"
import * as z from "zod"
import { Enrollments } from "../../domain/enrollment/enrollments.port.ts"
import { InvitationNotFound } from "../../domain/invitation/errors.ts"
import { openInvitation } from "../../domain/invitation/validate.ts"
import { enrollmentIdOf } from "../../domain/values/identifiers.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { withinNetworkLimit } from "../limits/client-address.ts"
import { networkLimits } from "../limits/figures.ts"
import { OpenedInvitation, openedView } from "../representations/invitation-answer.ts"

const Token = z.string().min(1).max(200)

const described = {
  tag: "Invitations",
  answers: { 200: { description: "What the link opens", schema: z.object({ invitation: OpenedInvitation }) } },
  problems: [404]
} as const

const opened = Effect.fnUntraced(function*(token: string) {
  yield* withinNetworkLimit(networkLimits.openedInvitations)
  const invitation = yield* openInvitation(Redacted.make(token))
  const existing = Option.getOrUndefined(yield* (yield* Enrollments).get(enrollmentIdOf(invitation.invitation_id)))
  // Whoever has the link is the person it was mailed to.
  if (existing?.blocked?.includes(invitation.parent_email)) return yield* new InvitationNotFound()
  const now = DateTime.formatIso(yield* DateTime.now)
  return { status: 200, body: { invitation: openedView(invitation, now, existing !== undefined) } } as const
})

/** The one to use: no secret in a URL. */
const byBody = endpoint({
  access: "public",
  ...described,
  method: "post",
  path: "/admissions/validate-invitation",
  summary: "What an invitation's link opens",
  body: bodyOf(z.strictObject({ invitation_token: Token })),
  handle: ({ body }) => opened(body.invitation_token)
})

/** For the existing portal, which asks this way. */
const byPath = endpoint({
  access: "public",
  ...described,
  method: "get",
  path: "/parent-invitations/validate/:token",
  summary: "What an invitation's link opens (prefer the POST: a token in a URL ends in logs)",
  params: z.object({ token: Token }),
  handle: ({ params }) => opened(params.token)
})

export const openedInvitationEndpoints: ReadonlyArray<Endpoint> = [byBody, byPath]
