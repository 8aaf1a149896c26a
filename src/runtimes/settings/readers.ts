import { Redacted, Result } from "effect"
import { Base64Url } from "effect/encoding"
import type { JWK } from "jose"
import { createECDH, ECDH } from "node:crypto"

/** Returns what a variable means, or what is wrong with it, in words that do not repeat its value. */
export type Read<A> = (text: string) => Result.Result<A, string>

/** One line that is not empty, trimmed. */
export const text: Read<string> = (value) =>
  value.trim() === "" ? Result.fail("must not be empty") : Result.succeed(value.trim())

/** A whole number from `min` to `max`. */
export const integer = (min: number, max: number): Read<number> => (value) => {
  const number = /^\d{1,10}$/.test(value.trim()) ? Number(value) : NaN
  return number >= min && number <= max
    ? Result.succeed(number)
    : Result.fail(`must be a whole number from ${min} to ${max}`)
}

/** An http or https URL, without trailing slashes. */
export const httpUrl: Read<string> = (value) =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? Result.succeed(value.replace(/\/+$/, ""))
    : Result.fail("must be an http or https URL")

/** Origins, separated by commas. */
export const origins: Read<ReadonlyArray<string>> = (value) => {
  const all = value.split(",").map((each) => each.trim()).filter((each) => each !== "")
  return all.every((each) => URL.canParse(each) && new URL(each).origin === each)
    ? Result.succeed(all)
    : Result.fail("must be origins, separated by commas, like https://portal.example.org")
}

/** A mail address, without a name. */
export const mailAddress: Read<string> = (value) =>
  /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(value.trim())
    ? Result.succeed(value.trim())
    : Result.fail("must be an address, like enrollment@example.org")

/** A mail server's URL. */
export const smtpUrl: Read<Redacted.Redacted> = (value) =>
  URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== ""
    ? Result.succeed(Redacted.make(value))
    : Result.fail("must be an smtp:// or smtps:// URL")

/** A PostgreSQL URL, which may name a Python driver; `none` where there is no PostgreSQL yet. */
export const postgresUrl: Read<Redacted.Redacted | "none"> = (value) =>
  value.trim() === "none"
    ? Result.succeed("none")
    : /^postgres(ql)?(\+\w+)?:\/\/./.test(value)
    ? Result.succeed(Redacted.make(value))
    : Result.fail("must be a postgresql:// URL, or none")

/** Returns whether the key's point belongs to its private number. */
const isPrivateKey = ({ crv, d = "", kty, x = "", y = "" }: JWK): boolean => {
  const curve = createECDH("prime256v1")
  curve.setPrivateKey(d, "base64url")
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")])
  return kty === "EC" && crv === "P-256" && d.length === 43 && curve.getPublicKey().equals(point)
}

/** A private EC P-256 key as JWK. */
export const signingKey: Read<Redacted.Redacted<JWK>> = (value) => {
  const wrong = Result.fail("must be a private EC P-256 key as JWK")
  try {
    const jwk = JSON.parse(value) as JWK
    return isPrivateKey(jwk) ? Result.succeed(Redacted.make(jwk)) : wrong
  } catch {
    return wrong
  }
}

/** Returns whether the key is a point of the curve and holds nothing that must stay secret. */
const isPublicKey = ({ crv, d, kty, x = "", y = "" }: JWK): boolean => {
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")])
  return kty === "EC" && crv === "P-256" && d === undefined && ECDH.convertKey(point, "prime256v1").length === 65
}

/** Public EC P-256 keys as a JWK Set (RFC 7517), in the form that `/.well-known/jwks.json` answers. */
export const publicKeys: Read<ReadonlyArray<JWK>> = (value) => {
  const wrong = Result.fail("must be a JWK Set of public EC P-256 keys")
  try {
    const { keys } = JSON.parse(value) as { readonly keys: ReadonlyArray<JWK> }
    return keys.every(isPublicKey) ? Result.succeed(keys) : wrong
  } catch {
    return wrong
  }
}

/** At least 32 bytes as base64url. */
export const sealKey: Read<Redacted.Redacted> = (value) => {
  const bytes = Base64Url.decode(value)
  return Result.isSuccess(bytes) && bytes.success.length >= 32
    ? Result.succeed(Redacted.make(value))
    : Result.fail("must be at least 32 bytes as base64url")
}

/** One of these words. */
export const oneOf = <const A extends ReadonlyArray<string>>(...words: A): Read<A[number]> => (value) =>
  words.includes(value)
    ? Result.succeed(value)
    : Result.fail(`must be ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`)

export type LogLevel = "Debug" | "Info" | "Warn" | "Error"

/** Headers in the form of an OpenTelemetry variable: `name=value`, separated by commas, percent-encoded. */
export const headers: Read<Redacted.Redacted<Readonly<Record<string, string>>>> = (value) => {
  const pairs = value.split(",").map((each) => /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([\x20-\x7e]*?)\s*$/.exec(each) ?? [])
  try {
    const all = pairs.map(([, name = "", text = ""]) => [name.toLowerCase(), decodeURIComponent(text)] as const)
    if (all.every(([name]) => name !== "")) return Result.succeed(Redacted.make(Object.fromEntries(all)))
  } catch {
    // The percent signs encode nothing.
  }
  return Result.fail("must be name=value, separated by commas, with other characters percent-encoded")
}

/** How much is logged. */
export const logLevel: Read<LogLevel> = oneOf("Debug", "Info", "Warn", "Error")
