import { Context, type Effect, type Redacted, Schema } from "effect"
import type { NotAuthenticated } from "../access/tokens.port.ts"

/** Who somebody is according to an issuer. `address` is set only if the issuer has verified it. */
export interface ForeignIdentity {
  readonly issuer: string
  readonly subject: string
  readonly nonce: string
  readonly address: string | undefined
}

/** An issuer does not tell its keys, and told none in the last day. `code` is an error's name or a status, never a message. */
export class IssuerUnavailable extends Schema.TaggedError<IssuerUnavailable>()("IssuerUnavailable", {
  issuer: Schema.String,
  code: Schema.String
}) {
  override get message() {
    return `the issuer does not answer (${this.code})`
  }
}

/** ID tokens (OpenID Connect Core) of the configured issuers. */
export class IdentityTokens extends Context.Service<IdentityTokens, {
  /** Returns whom the token is about, if one of the issuers signed it for us and it is complete and not expired (60 s tolerance). */
  readonly verify: (token: Redacted.Redacted) => Effect.Effect<ForeignIdentity, NotAuthenticated | IssuerUnavailable>
}>()("tsa/sign-in/IdentityTokens") {}
