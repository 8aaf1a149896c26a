import { Effect } from "effect"
import type { InvitationId } from "../../domain/invitation/identifiers.ts"
import type { InvitationClaim, Invitations } from "../../domain/invitation/invitations.port.ts"
import { StoreUnavailable } from "../../domain/people/store-unavailable.ts"
import { holding } from "./conditions.ts"
import type { Dynamo, Item } from "./dynamo.ts"
import { claimKey } from "./keys.ts"
import { ttlAt } from "./ttl.ts"
import type { Expression } from "./update-expression.ts"

const claimItem = (key: string, claim: InvitationClaim): Item => ({
  ...claimKey(key),
  ...claim,
  ...(claim.expires_at !== undefined && ttlAt(claim.expires_at))
})

const free = (now: string, over: InvitationId | undefined): Expression => ({
  text: `attribute_not_exists(pk) OR expires_at <= :now${over === undefined ? "" : " OR invitation_id = :over"}`,
  names: {},
  values: { ":now": now, ...(over !== undefined && { ":over": over }) }
})

const claimOf = ({ claimed_at, expires_at, invitation_id }: Item) =>
  ({ invitation_id, claimed_at, ...(expires_at !== undefined && { expires_at }) }) as InvitationClaim

/** The claims on families: an item per family and child, which one conditional put takes. */
export const claimsIn = (dynamo: Dynamo["Service"]): Pick<Invitations["Service"], "claim" | "release"> => ({
  claim: Effect.fn("Invitations.claim")(function*(key, claim, now, over) {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (yield* dynamo.put(claimItem(key, claim), free(now, over))) return claim
      const held = yield* dynamo.get(claimKey(key))
      if (held !== undefined) return claimOf(held)
    }
    return yield* new StoreUnavailable({ store: "workflow", code: "claim_contended" })
  }),
  release: Effect.fn("Invitations.release")(function*(key, id) {
    yield* dynamo.delete(claimKey(key), holding({ invitation_id: id }))
  })
})
