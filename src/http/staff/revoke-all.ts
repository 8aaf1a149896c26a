import { Effect, Schema } from "effect"
import * as z from "zod"
import { PersonId } from "../../domain/people/principal.ts"
import { revokePolicy } from "../../domain/sign-in/policies.ts"
import { revoke } from "../../domain/sign-in/revoke.ts"
import { say } from "../../domain/words/said.ts"
import { AskedLanguage } from "../asked-language.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"

const Whose = Schema.Struct({ person_id: Schema.Union([Schema.Literal("*"), PersonId]) })

const revokeAll = endpoint({
  method: "post",
  path: "/staff/auth/revoke-all",
  summary: "End every session of one person, or (`*`) of everybody; access tokens are void within 30 seconds",
  tag: "Staff",
  access: revokePolicy,
  body: bodyOf(fromDomain(Whose)),
  answers: { 200: { description: "Done", schema: z.object({ message: z.string() }) } },
  problems: [403, 404, 409],
  handle: ({ permit, body }) =>
    Effect.gen(function*() {
      yield* revoke(permit, body.person_id)
      return { status: 200, body: { message: say("sessions_ended", yield* AskedLanguage) } }
    })
})

export const revokeAllEndpoints: ReadonlyArray<Endpoint> = [revokeAll]
