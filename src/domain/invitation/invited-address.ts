import { Effect } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import type { Invitation } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"

const keyOf = Effect.fnUntraced(function*(address: string) {
  return yield* (yield* KeyedHash).of("invited-address", address)
})

/**
 * Notes that an address is invited: until the invitation expires, it may sign in. This comes before the write of the invitation. A crash in
 * between lets somebody sign in who has nothing there, but never keeps out a family that was invited.
 */
export const noteInvited = Effect.fnUntraced(function*({ expires_at, parent_email, school_id }: Invitation) {
  yield* (yield* Invitations).noteInvited(yield* keyOf(parent_email), school_id, expires_at)
})

/** Whether this address was invited and the invitation has not expired. */
export const wasInvited = Effect.fnUntraced(function*(address: string, now: string) {
  return yield* (yield* Invitations).isInvited(yield* keyOf(address), now)
})

/**
 * Returns the schools whose invitations to this address have not expired. `"unknown"` is among them if one was noted without its school.
 */
export const invitingSchools = Effect.fnUntraced(function*(address: string, now: string) {
  return yield* (yield* Invitations).invitingSchools(yield* keyOf(address), now)
})
