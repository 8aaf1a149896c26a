import { Effect } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import type { Invitation } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"

const keyOf = Effect.fnUntraced(function*(address: string) {
  return yield* (yield* KeyedHash).of("invited-address", address)
})

/**
 * Notes that an address is invited: until that ends, it may sign in. Comes before the write of the invitation, so that a crash in between
 * lets somebody sign in who has nothing there, but never keeps out a family that was invited.
 */
export const noteInvited = Effect.fnUntraced(function*({ expires_at, parent_email, school_id }: Invitation) {
  yield* (yield* Invitations).noteInvited(yield* keyOf(parent_email), school_id, expires_at)
})

/** Whether this address was invited, and not so long ago that it has expired. */
export const wasInvited = Effect.fnUntraced(function*(address: string, now: string) {
  return yield* (yield* Invitations).isInvited(yield* keyOf(address), now)
})

/** Schools whose invitations this address has had that have not expired; `"unknown"` among them where one was noted without its school. */
export const invitingSchools = Effect.fnUntraced(function*(address: string, now: string) {
  return yield* (yield* Invitations).invitingSchools(yield* keyOf(address), now)
})
