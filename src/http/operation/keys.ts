import { Effect } from "effect"
import * as z from "zod"
import { AccessTokens } from "../../domain/access/tokens.port.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"

const Key = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal("ES256"),
  use: z.literal("sig")
})

export const keyEndpoints: ReadonlyArray<Endpoint> = [
  endpoint({
    access: "public",
    method: "get",
    path: "/.well-known/jwks.json",
    summary: "The keys that verify access tokens",
    tag: "Sign-in",
    answers: { 200: { description: "RFC 7517; the key that signs first", schema: z.object({ keys: z.array(Key) }) } },
    handle: () =>
      Effect.map(AccessTokens, ({ published }) => ({
        status: 200,
        body: { keys: published },
        headers: { "cache-control": "public, max-age=300" }
      }))
  })
]
