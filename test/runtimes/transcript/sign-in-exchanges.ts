import type { As } from "./exchange.ts"
import type { Stores } from "./stores.ts"

const address = "ann@example.test"

/** Plays sign-in, with what goes wrong on the way. Uses no tokens but those that are answered here. */
export const playSignIn = async (as: As, { signInToken }: Pick<Stores, "signInToken">): Promise<void> => {
  await as("nobody", "a stranger asks for a link", "POST", "/auth/magic-link", { email: "stranger@example.test" })
  const token = await signInToken(address)
  const opened = { email: address, token }
  await as("nobody", "a wrong link", "POST", "/auth/verify", { ...opened, token: "0".repeat(token.length) })
  await as("nobody", "a link of another address", "POST", "/auth/verify", { ...opened, email: "bob@example.test" })
  const { body: { tokens } } = await as("nobody", "sign-in", "POST", "/auth/verify", opened)
  await as("nobody", "the link again", "POST", "/auth/verify", opened)
  const bearer = (access_token: string) => ({ authorization: `Bearer ${access_token}` })
  await as("nobody", "who is signed in", "GET", "/auth/me", undefined, bearer(tokens.access_token as string))
  await as("nobody", "no token of ours", "POST", "/auth/refresh", { refresh_token: "a.1.b" })
  const { refresh_token } = tokens as { readonly refresh_token: string }
  const { body: renewed } = await as("nobody", "new tokens", "POST", "/auth/refresh", { refresh_token })
  await as("nobody", "sign-out", "POST", "/auth/sign-out", {}, bearer(renewed.tokens.access_token as string))
  await as("nobody", "no tokens after it", "POST", "/auth/refresh", {
    refresh_token: renewed.tokens.refresh_token as string
  })
  await as("nobody", "an ID token of nobody we know", "POST", "/auth/oidc", {
    id_token: "a.b.c",
    nonce: "a-nonce-of-the-portal"
  })
  await as("nobody", "the keys of the tokens", "GET", "/.well-known/jwks.json")
}
