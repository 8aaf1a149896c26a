import { Result, Schema } from "effect"
import type { Issuer } from "../../adapters/jose/issuer-keys.ts"
import type { Read } from "./readers.ts"

/** https, or http on this machine alone, for trying things out. */
const Url = Schema.String.check(
  Schema.makeFilter((text: string) =>
    URL.canParse(text) &&
    (new URL(text).protocol === "https:" || /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(text))
  )
)
const Issuers = Schema.Array(
  Schema.Struct({ issuer: Url, audience: Schema.NonEmptyString, jwks_uri: Schema.optionalKey(Url) })
)
const decode = Schema.decodeUnknownResult(Schema.fromJsonString(Issuers), { onExcessProperty: "error" })

/** Issuers of ID tokens, each only once. */
export const issuers: Read<ReadonlyArray<Issuer>> = (value) => {
  const found = decode(value)
  return Result.isSuccess(found) && new Set(found.success.map(({ issuer }) => issuer)).size === found.success.length
    ? Result.succeed(found.success)
    : Result.fail("must be a JSON list of {issuer, audience, jwks_uri?} with https URLs, each issuer once")
}
