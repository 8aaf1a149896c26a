import { Schema } from "effect"

/** The item changed since it was read: read it again and decide again. Never leaves a use case. */
export class StaleVersion extends Schema.TaggedError<StaleVersion>()("StaleVersion", { id: Schema.String }) {}

/** The item changed again and again while this was decided. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()("VersionConflict", { id: Schema.String }) {}

/** The item no longer has the version that the caller named. */
export class VersionMismatch extends Schema.TaggedError<VersionMismatch>()("VersionMismatch", { id: Schema.String }) {}
