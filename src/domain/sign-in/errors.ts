import { Schema } from "effect"

/** Used, expired, replaced, never sent, or sent to another address: one and the same answer. */
export class SignInLinkInvalid extends Schema.TaggedError<SignInLinkInvalid>()("SignInLinkInvalid", {}) {
  override get message() {
    return "This sign-in link does not work. It works once, for ten minutes. Please ask for a new one."
  }
}
