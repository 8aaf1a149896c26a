import { Schema } from "effect"
import { RecordProblem } from "./provisioning.ts"

/** No such enrollment, or one that the caller may not know of. */
export class EnrollmentNotFound extends Schema.TaggedError<EnrollmentNotFound>()("EnrollmentNotFound", {}) {}

/** The enrollment is withdrawn, declined or erased; or it is completed, and the family wants to edit it or a coach wants to decline it. */
export class EnrollmentClosed extends Schema.TaggedError<EnrollmentClosed>()("EnrollmentClosed", {
  enrollment_id: Schema.String,
  status: Schema.String
}) {}

export class StepOutOfOrder extends Schema.TaggedError<StepOutOfOrder>()("StepOutOfOrder", {
  enrollment_id: Schema.String,
  requested: Schema.Int,
  expected: Schema.Int
}) {}

/** Only steps 2 and 3 can be waived, and only while they are not completed. */
export class StepNotWaivable extends Schema.TaggedError<StepNotWaivable>()("StepNotWaivable", {
  enrollment_id: Schema.String,
  step: Schema.Int
}) {}

/** The school's policy asks for evidence that is not there. */
export class PolicyNotMet extends Schema.TaggedError<PolicyNotMet>()("PolicyNotMet", {
  enrollment_id: Schema.String,
  condition: Schema.Literals(["consultation", "shadow_day", "documents", "deposit"])
}) {}

/** The student records of this enrollment are refused as they are, with a reason per field. */
export class RecordsRefused extends Schema.TaggedError<RecordsRefused>()("RecordsRefused", {
  enrollment_id: Schema.String,
  problems: Schema.Array(RecordProblem)
}) {}

/** This custody would keep the enrollment from the caller who sets it, and they could not undo it. */
export class CustodyOfSelf extends Schema.TaggedError<CustodyOfSelf>()("CustodyOfSelf", {}) {}

/**
 * The enrollment has enough guardians already. Somebody whom custody blocks can be named like anybody else, since the family may not know
 * of the block.
 */
export class GuardianRefused extends Schema.TaggedError<GuardianRefused>()("GuardianRefused", {}) {}
