import { anywhere } from "../people/permit.ts"

/** The policies for a single invitation look at its enrollment too, and so are in that room. */
export const createInvitationPolicy = anywhere("invitation.create")
export const listInvitationsPolicy = anywhere("invitation.list")
