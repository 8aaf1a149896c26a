import { Schema } from "effect"

/** The key stands for another request. */
export class IdempotencyKeyReused extends Schema.TaggedError<IdempotencyKeyReused>()("IdempotencyKeyReused", {}) {
  override get message() {
    return "This Idempotency-Key was sent with another request. Please use a new one."
  }
}

/** Another try of the same request is still under way. */
export class RequestUnderWay extends Schema.TaggedError<RequestUnderWay>()("RequestUnderWay", {}) {
  override get message() {
    return "The same request is still under way. Please try again in a moment."
  }
}
