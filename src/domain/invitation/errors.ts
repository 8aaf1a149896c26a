import { Schema } from "effect"
import { existing, insteadOfInviting } from "./existing.ts"

/** No such invitation, or one that the caller may not know of; also a link whose token was replaced. */
export class InvitationNotFound extends Schema.TaggedError<InvitationNotFound>()("InvitationNotFound", {}) {}

/** This family has an invitation or an enrollment for this child. `enrollment_id` only for staff of the school. */
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

/** The invitation is in use: it can no longer be changed, revoked or sent again. */
export class InvitationAccepted extends Schema.TaggedError<InvitationAccepted>()("InvitationAccepted", {
  invitation_id: Schema.String
}) {}

/** The address is not the one that was invited, or not the caller's. */
export class InvitationNotYours extends Schema.TaggedError<InvitationNotYours>()("InvitationNotYours", {}) {}

/** The coach works at several schools: which one is meant? */
export class SchoolAmbiguous extends Schema.TaggedError<SchoolAmbiguous>()("SchoolAmbiguous", {}) {}

/** The coach named is none of this school, or not the caller's to name. */
export class CoachUnknown extends Schema.TaggedError<CoachUnknown>()("CoachUnknown", {}) {}
