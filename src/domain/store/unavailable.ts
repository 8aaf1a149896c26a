import { Schema } from "effect"

/**
 * A store did not answer, or answered that it cannot serve now: nothing is known to be written.
 * `code` is the driver's own (an SQLSTATE, an AWS error name): never a message, which may hold values.
 */
export class StoreUnavailable extends Schema.TaggedError<StoreUnavailable>()("StoreUnavailable", {
  store: Schema.Literals(["workflow", "student-records"]),
  code: Schema.String
}) {
  override get message() {
    return `the ${this.store} store is unavailable (${this.code})`
  }
}
