import { Schema } from "effect"

/** Used, expired, replaced, never sent, or sent to another address: one and the same answer. */
export class SignInLinkInvalid extends Schema.TaggedError<SignInLinkInvalid>()("SignInLinkInvalid", {}) {
  override get message() {
    return "This sign-in link does not work. It works once, for ten minutes. Please ask for a new one."
  }
}

/** An issuer vouches for somebody whom nobody here knows, or whose address it has not verified. */
export class IdentityUnknown extends Schema.TaggedError<IdentityUnknown>()("IdentityUnknown", {}) {
  override get message() {
    return "Nobody here has this verified address. Please ask your coach or school for an invitation."
  }
}
