import { Schema } from "effect"

/** The command line is wrong: exit code 2, and no store was asked. */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", { message: Schema.String }) {}

/** This cannot be done here and now: exit code 1. */
export class NotDone extends Schema.TaggedError<NotDone>()("NotDone", { message: Schema.String }) {}
