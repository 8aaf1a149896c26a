import { Effect, Redacted } from "effect"
import * as z from "zod"
import { begin } from "../../domain/sign-in/begin.ts"
import { identifiedPerson } from "../../domain/sign-in/exchange.ts"
import { say } from "../../domain/words/said.ts"
import { AskedLanguage } from "../asked-language.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { withinNetworkLimit } from "../limits/client-address.ts"
import { networkLimits } from "../limits/figures.ts"
import { hasBegun, User, userAnswer, UserRole } from "../representations/signed-in-answer.ts"
import { tokensAnswer, tokensShape } from "./tokens-answer.ts"

export const identityEndpoints: ReadonlyArray<Endpoint> = [
  endpoint({
    access: "public",
    method: "post",
    path: "/auth/oidc",
    summary: "Sign in with the ID token of a configured issuer, and the nonce that it was asked for with",
    tag: "Sign-in",
    body: bodyOf(z.strictObject({ id_token: z.string().min(1).max(16_384), nonce: z.string().min(16).max(200) })),
    answers: {
      200: {
        description: "Our own tokens, and whose they are",
        schema: z.object({ message: z.string(), ...tokensShape, user_role: UserRole, user: User })
      }
    },
    problems: [401, 403],
    handle: ({ body: { id_token, nonce } }) =>
      Effect.gen(function*() {
        yield* withinNetworkLimit(networkLimits.verifyFromNetwork)
        const identified = yield* identifiedPerson(Redacted.make(id_token), nonce)
        const begun = yield* hasBegun(identified.address)
        const { person, role, ...tokens } = yield* begin(identified)
        const answer = { ...tokensAnswer(tokens), ...userAnswer(person, role, begun) }
        return { status: 200, body: { message: say("signed_in", yield* AskedLanguage), ...answer } }
      })
  })
]
