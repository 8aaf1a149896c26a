import { Effect, Option } from "effect"
import { begunOf } from "../../../domain/enrollment/begun.ts"
import type { InvitationClaim, Invitations } from "../../../domain/invitation/invitations.port.ts"
import { enrollmentIdOf, type InvitationId } from "../../../domain/values/identifiers.ts"
import { holding } from "../conditions.ts"
import type { Dynamo, Item } from "../dynamo.ts"
import { claimKey, type Key } from "../keys.ts"
import { take } from "../take.ts"
import { ttlAt } from "../ttl.ts"
import type { Expression } from "../update-expression.ts"
import { enrollmentsIn } from "./enrollment.ts"

const claimItem = (key: string, claim: InvitationClaim): Item & Key => ({
  ...claimKey(key),
  ...claim,
  ...(claim.expires_at !== undefined && ttlAt(claim.expires_at))
})

const free = (now: string): Expression => ({
  text: "attribute_not_exists(pk) OR expires_at <= :now",
  names: {},
  values: { ":now": now }
})

const freeOr = (now: string, over: InvitationId | InvitationClaim | undefined): Expression => {
  if (over === undefined) return free(now)
  const held = typeof over === "string"
    ? holding({ invitation_id: over })
    : holding({ invitation_id: over.invitation_id, claimed_at: over.claimed_at })
  const { names, text, values } = free(now)
  return {
    text: `${text} OR (${held.text})`,
    names: { ...names, ...held.names },
    values: { ...values, ...held.values }
  }
}

const claimOf = ({ claimed_at, expires_at, invitation_id }: Item) =>
  ({ invitation_id, claimed_at, ...(expires_at !== undefined && { expires_at }) }) as InvitationClaim

/** Claims on families, and what became of their holders. Each family and child has one item, which a single conditional put takes. */
export const claimsIn = (
  dynamo: Dynamo["Service"]
): Pick<Invitations["Service"], "claim" | "holder" | "begun" | "release"> => ({
  claim: Effect.fn("Invitations.claim")(function*(key, claim, now, over) {
    const held = yield* take(dynamo, claimItem(key, claim), freeOr(now, over), "claim_contended")
    return held === undefined ? claim : claimOf(held)
  }),
  holder: Effect.fn("Invitations.holder")((key) =>
    Effect.map(dynamo.get(claimKey(key)), (item) => Option.map(Option.fromUndefinedOr(item), claimOf))
  ),
  begun: Effect.fn("Invitations.begun")((id) =>
    Effect.map(enrollmentsIn(dynamo).get(enrollmentIdOf(id)), Option.map(begunOf))
  ),
  release: Effect.fn("Invitations.release")(function*(key, id) {
    yield* dynamo.delete(claimKey(key), holding({ invitation_id: id }))
  })
})
