import { Schema } from "effect"

/** Used, expired, replaced, never sent, or sent to another address: one and the same answer. */
export class SignInLinkInvalid extends Schema.TaggedError<SignInLinkInvalid>()("SignInLinkInvalid", {}) {}

/** An issuer vouches for somebody whom nobody here knows, or whose address the issuer has not verified. */
export class IdentityUnknown extends Schema.TaggedError<IdentityUnknown>()("IdentityUnknown", {}) {}
