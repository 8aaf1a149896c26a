import { Schema } from "effect"

/** The item changed since it was read: read it again and decide again. Never leaves a use case. */
export class StaleVersion extends Schema.TaggedError<StaleVersion>()("StaleVersion", { id: Schema.String }) {}

/** It changed while this was decided, again and again. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()("VersionConflict", { id: Schema.String }) {}

/** It is no longer the version that the caller named. */
export class VersionMismatch extends Schema.TaggedError<VersionMismatch>()("VersionMismatch", { id: Schema.String }) {}
