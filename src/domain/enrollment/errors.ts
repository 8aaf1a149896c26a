import { Schema } from "effect"
import { RecordProblem } from "./provisioning.ts"

/** No such enrollment, or one that the caller may not know of. */
export class EnrollmentNotFound extends Schema.TaggedError<EnrollmentNotFound>()("EnrollmentNotFound", {}) {}

/** Withdrawn, declined or erased; or completed, and the family wants to edit it. */
export class EnrollmentClosed extends Schema.TaggedError<EnrollmentClosed>()("EnrollmentClosed", {
  enrollment_id: Schema.String,
  status: Schema.String
}) {}

export class StepOutOfOrder extends Schema.TaggedError<StepOutOfOrder>()("StepOutOfOrder", {
  enrollment_id: Schema.String,
  requested: Schema.Int,
  expected: Schema.Int
}) {}

/** Only steps 2 and 3 can be waived, and only while they are open. */
export class StepNotWaivable extends Schema.TaggedError<StepNotWaivable>()("StepNotWaivable", {
  enrollment_id: Schema.String,
  step: Schema.Int
}) {}

/** The school's policy asks for evidence that is not there. */
export class PolicyNotMet extends Schema.TaggedError<PolicyNotMet>()("PolicyNotMet", {
  enrollment_id: Schema.String,
  condition: Schema.Literals(["consultation", "shadow_day", "documents", "deposit"])
}) {}

/** The student records of this enrollment will not be taken as they are: a reason per field. */
export class RecordsRefused extends Schema.TaggedError<RecordsRefused>()("RecordsRefused", {
  enrollment_id: Schema.String,
  problems: Schema.Array(RecordProblem)
}) {}

/** Who sets custody would keep themselves out, and could not undo it. */
export class CustodyOfSelf extends Schema.TaggedError<CustodyOfSelf>()("CustodyOfSelf", {}) {}

/** There are enough. Whom custody keeps from it is named like any other: that is not for the family to know. */
export class GuardianRefused extends Schema.TaggedError<GuardianRefused>()("GuardianRefused", {}) {}
