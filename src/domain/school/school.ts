import { Schema } from "effect"
import { SchoolId } from "../people/principal.ts"
import { line } from "../values/text.ts"
import { EnrollmentPolicy } from "./enrollment-policy.ts"

/** A micro-school in the directory: Ed-Fi's schoolId and nameOfInstitution (75 characters), and its own policy. */
export const School = Schema.Struct({
  school_id: SchoolId,
  name_of_institution: line(75),
  policy: EnrollmentPolicy,
  active: Schema.Boolean
})
export type School = typeof School.Type

export class SchoolUnknown extends Schema.TaggedError<SchoolUnknown>()("SchoolUnknown", { school_id: Schema.Finite }) {}

export class SchoolExists extends Schema.TaggedError<SchoolExists>()("SchoolExists", { school_id: Schema.Finite }) {}
