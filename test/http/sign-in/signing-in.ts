import type { Service } from "../harness.ts"

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

/** What a person does who signs in to this service. Whatever gives access is a secret for its log. */
export const visitor = (service: Service, email: string) => {
  const { call, drain, mailedToken, secrets } = service
  const kept = (tokens: Tokens): Tokens => {
    for (const token of Object.values(tokens)) secrets.add(token)
    return tokens
  }
  const ask = (more: object = {}) => call(undefined, "POST", "/auth/magic-link", { email, ...more })
  const verify = (token: string, more: object = {}) =>
    call(undefined, "POST", "/auth/verify", { token, email, ...more })
  const refresh = (refresh_token: string) => call(undefined, "POST", "/auth/refresh", { refresh_token })
  return {
    ask,
    verify,
    refresh,
    /** Returns new tokens for this refresh token. */
    renewed: async (refresh_token: string): Promise<Tokens> => kept((await refresh(refresh_token)).body.tokens),
    /** Asks for a link, reads the mail, and follows the link. */
    signedIn: async (more: object = {}): Promise<Tokens> => {
      await ask(more)
      await drain()
      return kept((await verify(mailedToken(email), more)).body.tokens)
    },
    /** Calls with this access token. */
    as: ({ access_token }: Tokens) => (method: string, path: string, body?: unknown) =>
      call(undefined, method, path, body, { authorization: `Bearer ${access_token}` })
  }
}
