import { Effect, Redacted } from "effect"
import * as z from "zod"
import { namedRole } from "../../domain/people/principal.ts"
import { endSessionPolicy, readSessionPolicy } from "../../domain/sign-in/policies.ts"
import { refresh } from "../../domain/sign-in/refresh.ts"
import { signOut } from "../../domain/sign-in/sign-out.ts"
import { say } from "../../domain/words/said.ts"
import { AskedLanguage } from "../asked-language.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { withinNetworkLimit } from "../limits/client-address.ts"
import { networkLimits } from "../limits/figures.ts"
import { hasBegun, User, userAnswer, UserRole, wordOf } from "../representations/signed-in-answer.ts"
import { tokensAnswer, tokensShape } from "./tokens-answer.ts"

const tag = "Sign-in"

const renew = endpoint({
  access: "public",
  method: "post",
  path: "/auth/refresh",
  summary: "New tokens for a refresh token: the same again for 20 seconds, after that it ends the session",
  tag,
  body: bodyOf(z.strictObject({ refresh_token: z.string().min(1).max(400) })),
  answers: {
    200: {
      description: "Tokens with the rights that are held now",
      schema: z.object({ ...tokensShape, user_role: UserRole })
    }
  },
  problems: [401],
  handle: ({ body }) =>
    Effect.map(
      Effect.andThen(withinNetworkLimit(networkLimits.refreshFromNetwork), refresh(Redacted.make(body.refresh_token))),
      ({ role, ...tokens }) => ({
        status: 200,
        body: { ...tokensAnswer(tokens), user_role: wordOf(role) }
      })
    )
})

const end = endpoint({
  method: "post",
  path: "/auth/sign-out",
  summary: "End this session, or all of the caller's; access tokens are void within a minute",
  tag,
  access: endSessionPolicy,
  body: bodyOf(z.strictObject({ all: z.literal(true).optional() })),
  answers: { 200: { description: "Signed out", schema: z.object({ message: z.string() }) } },
  problems: [403, 409],
  handle: ({ permit, body }) =>
    Effect.gen(function*() {
      yield* signOut(permit, body.all === true)
      return { status: 200, body: { message: say("signed_out", yield* AskedLanguage) } }
    })
})

const me = endpoint({
  method: "get",
  path: "/auth/me",
  summary: "Who is signed in",
  tag,
  access: readSessionPolicy,
  answers: { 200: { description: "The caller", schema: z.object({ user_role: UserRole, user: User }) } },
  problems: [403],
  handle: ({ permit }) =>
    Effect.gen(function*() {
      const { resource } = permit
      const role = namedRole(resource.grants, resource.role)
      return { status: 200, body: userAnswer(resource, role, yield* hasBegun(resource.address)) }
    })
})

export const sessionEndpoints: ReadonlyArray<Endpoint> = [renew, end, me]
