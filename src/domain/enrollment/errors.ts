import { Schema } from "effect"
import { RecordProblem } from "./provisioning.ts"

/** No such enrollment, or one that the caller may not know of. */
export class EnrollmentNotFound extends Schema.TaggedError<EnrollmentNotFound>()("EnrollmentNotFound", {}) {
  override get message() {
    return "This enrollment is not known."
  }
}

/** Withdrawn, declined or erased; or completed, and the family wants to edit it. */
export class EnrollmentClosed extends Schema.TaggedError<EnrollmentClosed>()("EnrollmentClosed", {
  enrollment_id: Schema.String,
  status: Schema.String
}) {
  override get message() {
    return `This enrollment is ${this.status}: it can no longer be changed here. Please ask the school.`
  }
}

export class StepOutOfOrder extends Schema.TaggedError<StepOutOfOrder>()("StepOutOfOrder", {
  enrollment_id: Schema.String,
  requested: Schema.Int,
  expected: Schema.Int
}) {
  override get message() {
    return `Step ${this.requested} cannot be done yet: step ${this.expected} comes first.`
  }
}

/** Only steps 2 and 3 can be waived, and only while they are open. */
export class StepNotWaivable extends Schema.TaggedError<StepNotWaivable>()("StepNotWaivable", {
  enrollment_id: Schema.String,
  step: Schema.Int
}) {
  override get message() {
    return `Step ${this.step} cannot be waived now.`
  }
}

/** The school's policy asks for evidence that is not there. */
export class PolicyNotMet extends Schema.TaggedError<PolicyNotMet>()("PolicyNotMet", {
  enrollment_id: Schema.String,
  condition: Schema.Literals(["consultation", "shadow_day", "documents", "deposit"])
}) {
  override get message() {
    return `The school has not verified this yet: ${this.condition.replace("_", " ")}.`
  }
}

/** The student records of this enrollment will not be taken as they are: a reason per field. */
export class RecordsRefused extends Schema.TaggedError<RecordsRefused>()("RecordsRefused", {
  enrollment_id: Schema.String,
  problems: Schema.Array(RecordProblem)
}) {
  override get message() {
    return "The student records cannot be written as they are."
  }
}

/** Who sets custody would keep themselves out, and could not undo it. */
export class CustodyOfSelf extends Schema.TaggedError<CustodyOfSelf>()("CustodyOfSelf", {}) {
  override get message() {
    return "You cannot keep an enrollment from yourself. Please ask an administrator of the school."
  }
}

/** There are enough. Whom custody keeps from it is named like any other: that is not for the family to know. */
export class GuardianRefused extends Schema.TaggedError<GuardianRefused>()("GuardianRefused", {}) {
  override get message() {
    return "There are three further guardians already. Please remove one of them first."
  }
}
