import { Schema } from "effect"
import { existing, insteadOfInviting } from "./existing.ts"

/** There is no such invitation, or the caller may not know of it. Also for a link whose token was replaced. */
export class InvitationNotFound extends Schema.TaggedError<InvitationNotFound>()("InvitationNotFound", {}) {}

/** This family has an invitation or an enrollment for this child already. `enrollment_id` is for staff of the school only. */
export class InvitationExists extends Schema.TaggedError<InvitationExists>()("InvitationExists", {
  invitation_id: Schema.String,
  reason: Schema.Literals(existing),
  is_named: Schema.Boolean,
  next_actions: Schema.Array(Schema.Literals(insteadOfInviting)),
  enrollment_id: Schema.optionalKey(Schema.String)
}) {}

export class InvitationExpired extends Schema.TaggedError<InvitationExpired>()("InvitationExpired", {
  invitation_id: Schema.String
}) {}

export class InvitationRevoked extends Schema.TaggedError<InvitationRevoked>()("InvitationRevoked", {
  invitation_id: Schema.String
}) {}

/** The invitation is in use: it can no longer be changed or revoked, nor, once its enrollment was begun, sent again. */
export class InvitationAccepted extends Schema.TaggedError<InvitationAccepted>()("InvitationAccepted", {
  invitation_id: Schema.String
}) {}

/** The address is not the one that was invited, or not the caller's. */
export class InvitationNotYours extends Schema.TaggedError<InvitationNotYours>()("InvitationNotYours", {}) {}

/** The caller works at several schools, and it is not said which one is meant. */
export class SchoolAmbiguous extends Schema.TaggedError<SchoolAmbiguous>()("SchoolAmbiguous", {}) {}

/** The named coach is not one of this school, or not the caller's to name. */
export class CoachUnknown extends Schema.TaggedError<CoachUnknown>()("CoachUnknown", {}) {}
