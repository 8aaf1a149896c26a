import { Effect, Redacted } from "effect"
import * as z from "zod"
import { withinLimit } from "../../domain/request/limit.ts"
import { askForLink } from "../../domain/sign-in/ask-for-link.ts"
import { linkMinutes } from "../../domain/sign-in/link.ts"
import { openLink, signIn } from "../../domain/sign-in/open-link.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { say } from "../../domain/words/said.ts"
import { AskedLanguage } from "../asked-language.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { withinNetworkLimit } from "../limits/client-address.ts"
import { limits, networkLimits } from "../limits/figures.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { hasBegun, roleOfWord, User, userAnswer, UserRole } from "../representations/signed-in-answer.ts"
import { tokensAnswer, tokensShape } from "./tokens-answer.ts"

const tag = "Sign-in"
const AskedRole = z.enum(["parent", "coach", "staff"])

/**
 * What the portal sends along: a role that it wishes for, and an invitation, which is looked at when an enrollment begins. Neither is
 * trusted here.
 */
const sentAlong = {
  user_role: AskedRole.nullish(),
  invitation_token: z.string().max(200).nullish()
}

const ask = endpoint({
  access: "public",
  method: "post",
  path: "/auth/magic-link",
  summary: "Ask for a sign-in link by mail; the same answer whether the address is known or not",
  tag,
  body: bodyOf(z.strictObject({ email: fromDomain(EmailAddress), ...sentAlong })),
  answers: {
    200: {
      description: "If the address may sign in, a mail is on its way",
      schema: z.object({
        message: z.string(),
        email: z.string(),
        user_role: AskedRole,
        expires_in_minutes: z.int()
      })
    }
  },
  handle: ({ body: { email, user_role } }) =>
    Effect.gen(function*() {
      yield* withinNetworkLimit(networkLimits.linkFromNetwork)
      yield* withinLimit(limits.linkToAddress, email)
      yield* askForLink(email)
      return {
        status: 200,
        body: {
          message: say("link_asked", yield* AskedLanguage),
          email,
          user_role: user_role ?? "parent",
          expires_in_minutes: linkMinutes
        }
      }
    })
})

const verify = endpoint({
  access: "public",
  method: "post",
  path: "/auth/verify",
  summary: "Sign in with the token of a link, once",
  tag,
  body: bodyOf(z.strictObject({ token: z.string().min(1).max(200), email: fromDomain(EmailAddress), ...sentAlong })),
  answers: {
    200: {
      description: "Tokens, and whose they are",
      schema: z.object({ message: z.string(), ...tokensShape, user_role: UserRole, user: User })
    }
  },
  problems: [400],
  handle: ({ body: { email, token, user_role } }) =>
    Effect.gen(function*() {
      yield* withinNetworkLimit(networkLimits.verifyFromNetwork)
      yield* withinLimit(limits.verifyForAddress, email)
      const link = yield* openLink(email, Redacted.make(token))
      const begun = yield* hasBegun(link.address)
      const { person, role, ...tokens } = yield* signIn(link, roleOfWord(user_role ?? undefined))
      const answer = { ...tokensAnswer(tokens), ...userAnswer(person, role, begun) }
      return { status: 200, body: { message: say("signed_in", yield* AskedLanguage), ...answer } }
    })
})

export const linkEndpoints: ReadonlyArray<Endpoint> = [ask, verify]
