import { Context, type Effect, type Redacted, Schema } from "effect"
import type { NotAuthenticated } from "../access/tokens.port.ts"

/** Who an issuer says it is. `address`: only where the issuer has verified it. */
export interface ForeignIdentity {
  readonly issuer: string
  readonly subject: string
  readonly nonce: string
  readonly address: string | undefined
}

/** An issuer does not tell its keys, and told none in the last day. `code`: an error's name or a status, no message. */
export class IssuerUnavailable extends Schema.TaggedError<IssuerUnavailable>()("IssuerUnavailable", {
  issuer: Schema.String,
  code: Schema.String
}) {
  override get message() {
    return `the issuer does not answer (${this.code})`
  }
}

/** ID tokens (OpenID Connect Core) of the issuers that are configured. */
export class IdentityTokens extends Context.Service<IdentityTokens, {
  /** Who it is about, if one of the issuers signed it for us, complete and not expired (60 s tolerance). */
  readonly verify: (token: Redacted.Redacted) => Effect.Effect<ForeignIdentity, NotAuthenticated | IssuerUnavailable>
}>()("tsa/sign-in/IdentityTokens") {}
