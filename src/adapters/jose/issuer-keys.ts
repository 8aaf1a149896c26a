import { Clock, Effect } from "effect"
import type { JSONWebKeySet } from "jose"
import { IssuerUnavailable } from "../../domain/sign-in/identity-tokens.port.ts"

/** An issuer whose ID tokens are accepted. Without `jwks_uri`, its discovery document names the place of its keys. */
export interface Issuer {
  readonly issuer: string
  readonly audience: string
  readonly jwks_uri?: string
}

interface Told {
  readonly keys: JSONWebKeySet | undefined
  readonly at: number
  readonly failed: { readonly at: number; readonly code: string } | undefined
}
/** What each issuer answered, by issuer. Plain data, passed in from outside any layer that is made per request. */
export type IssuerKeys = Map<string, Told>

const freshForMs = 600_000
/** For this long an issuer is not asked again after it failed, or after its keys were just read. */
const pauseMs = 30_000
const staleForMs = 86_400_000
const timeLimitMs = 3000

const failure = (code: string) => Object.assign(new Error(code), { code })

const read = async (url: string, signal: AbortSignal): Promise<unknown> => {
  const response = await fetch(url, { signal, redirect: "manual", headers: { accept: "application/json" } })
  if (response.status !== 200) throw failure(`status_${response.status}`)
  return response.json()
}

/** OpenID Connect Discovery: the document must be the issuer's own, and must not send us to a less secure place than itself. */
const discovered = async (issuer: string, signal: AbortSignal): Promise<string> => {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
  const found = await read(url, signal) as { readonly issuer?: unknown; readonly jwks_uri?: unknown } | null
  const uri = String(found?.jwks_uri)
  const isOwn = found?.issuer === issuer && URL.canParse(uri) &&
    ["https:", new URL(issuer).protocol].includes(new URL(uri).protocol)
  if (!isOwn) throw failure("discovery_invalid")
  return uri
}

const fetched = async ({ issuer, jwks_uri }: Issuer): Promise<JSONWebKeySet> => {
  const signal = AbortSignal.timeout(timeLimitMs)
  const keys = await read(jwks_uri ?? await discovered(issuer, signal), signal) as JSONWebKeySet | null
  if (!Array.isArray(keys?.keys)) throw failure("keys_invalid")
  return keys
}

/** Returns an error's own code or name, never its message, which may hold anything. */
const codeOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  return typeof code === "string" ? code : String(name)
}

/**
 * Returns an issuer's keys, read at most ten minutes ago. With `isMissing`, a key was looked for in vain, so they were read at most 30
 * seconds ago. While the issuer does not answer, returns keys from the last 24 hours, and fails when there are none.
 */
export const keysOf = Effect.fnUntraced(function*(cache: IssuerKeys, of: Issuer, isMissing: boolean) {
  const now = yield* Clock.currentTimeMillis
  const told = cache.get(of.issuer) ?? { keys: undefined, at: 0, failed: undefined }
  const usable = now - told.at < staleForMs ? told.keys : undefined
  if (usable !== undefined && now - told.at < (isMissing ? pauseMs : freshForMs)) return usable
  const unavailable = (code: string) =>
    usable === undefined ? Effect.fail(new IssuerUnavailable({ issuer: of.issuer, code })) : Effect.succeed(usable)
  if (told.failed !== undefined && now - told.failed.at < pauseMs) return yield* unavailable(told.failed.code)
  return yield* Effect.tryPromise({ try: () => fetched(of), catch: codeOf }).pipe(
    Effect.tap((keys) => Effect.sync(() => cache.set(of.issuer, { keys, at: now, failed: undefined }))),
    Effect.catch((code) => {
      cache.set(of.issuer, { keys: usable, at: told.at, failed: { at: now, code } })
      return Effect.andThen(
        Effect.logWarning("issuer_unreachable").pipe(Effect.annotateLogs({ issuer: of.issuer, code })),
        unavailable(code)
      )
    })
  )
})
