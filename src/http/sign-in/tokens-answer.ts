import { Redacted } from "effect"
import * as z from "zod"
import { accessTokenSeconds } from "../../domain/access/tokens.port.ts"

export const tokensShape = {
  tokens: z.object({ access_token: z.string(), refresh_token: z.string() }),
  token_type: z.literal("Bearer"),
  expires_in: z.int()
}

/** Returns tokens for their owner. This is the only place where they are told. */
export const tokensAnswer = (
  { access_token, refresh_token }: Readonly<Record<"access_token" | "refresh_token", Redacted.Redacted>>
) => ({
  tokens: { access_token: Redacted.value(access_token), refresh_token: Redacted.value(refresh_token) },
  token_type: "Bearer",
  expires_in: accessTokenSeconds
})
