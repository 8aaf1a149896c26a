import { Schema } from "effect"
import { existing, insteadOfInviting, wordsOf } from "./existing.ts"

/** No such invitation, or one that the caller may not know of; also a link whose token was replaced. */
export class InvitationNotFound extends Schema.TaggedError<InvitationNotFound>()("InvitationNotFound", {}) {
  override get message() {
    return "This invitation is not known."
  }
}

/** This family has an invitation or an enrollment for this child. `enrollment_id` only for staff of the school. */
export class InvitationExists extends Schema.TaggedError<InvitationExists>()("InvitationExists", {
  invitation_id: Schema.String,
  reason: Schema.Literals(existing),
  is_named: Schema.Boolean,
  next_actions: Schema.Array(Schema.Literals(insteadOfInviting)),
  enrollment_id: Schema.optionalKey(Schema.String)
}) {
  override get message() {
    return wordsOf(this)
  }
}

export class InvitationExpired extends Schema.TaggedError<InvitationExpired>()("InvitationExpired", {
  invitation_id: Schema.String
}) {
  override get message() {
    return "This invitation has expired. Please ask your coach for a new one."
  }
}

export class InvitationRevoked extends Schema.TaggedError<InvitationRevoked>()("InvitationRevoked", {
  invitation_id: Schema.String
}) {
  override get message() {
    return "This invitation was withdrawn. Please ask your coach for a new one."
  }
}

/** The invitation is in use: it can no longer be changed, revoked or sent again. */
export class InvitationAccepted extends Schema.TaggedError<InvitationAccepted>()("InvitationAccepted", {
  invitation_id: Schema.String
}) {
  override get message() {
    return "The family has accepted this invitation already."
  }
}

/** The address is not the one that was invited, or not the caller's. */
export class InvitationNotYours extends Schema.TaggedError<InvitationNotYours>()("InvitationNotYours", {}) {
  override get message() {
    return "This invitation was sent to another address. Please sign in with the address it was sent to."
  }
}

/** The coach works at several schools: which one is meant? */
export class SchoolAmbiguous extends Schema.TaggedError<SchoolAmbiguous>()("SchoolAmbiguous", {}) {
  override get message() {
    return "Please say which school: you work at more than one."
  }
}

/** The coach named is none of this school, or not the caller's to name. */
export class CoachUnknown extends Schema.TaggedError<CoachUnknown>()("CoachUnknown", {}) {
  override get message() {
    return "This coach is not known at the school."
  }
}
