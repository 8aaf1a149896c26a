import { Context, Effect, Redacted } from "effect"
import { tokenParts } from "../access/token-parts.ts"
import { KeyedHash, sameHash } from "../secrets/keyed-hash.port.ts"
import { type InvitationId, isInvitationId, keyOf } from "../values/identifiers.ts"
import { InvitationNotFound } from "./errors.ts"
import type { Invitation } from "./invitation.ts"

/** The origin of the portal, without a slash at the end. */
export class PortalUrl extends Context.Service<PortalUrl, string>()("tsa/invitation/PortalUrl") {}

const purpose = "invitation-token"

/**
 * Returns the token `<date>-<suffix>.<generation>.<keyed hash>`. It is derived, so that nothing usable is stored and a mail can be made
 * again.
 */
export const invitationToken = Effect.fnUntraced(function*(
  { generation, invitation_id }: Pick<Invitation, "generation" | "invitation_id">
) {
  const hash = yield* (yield* KeyedHash).of(purpose, `${invitation_id}.${generation}`)
  return Redacted.make(`${keyOf(invitation_id)}.${generation}.${hash}`)
})

/** Returns the link that is mailed. The token is in the fragment, which no server and no referrer sees. */
export const invitationLink = Effect.fnUntraced(
  function*(invitation: Pick<Invitation, "generation" | "invitation_id">) {
    const token = yield* invitationToken(invitation)
    return Redacted.make(`${yield* PortalUrl}/parent/invitation#token=${Redacted.value(token)}`)
  }
)

/** Returns what a token names, once its keyed hash has proved to be ours. Fails with `InvitationNotFound` otherwise. */
export const readInvitationToken = Effect.fnUntraced(function*(token: Redacted.Redacted) {
  const [key = "", generation = "", hash = ""] = tokenParts(Redacted.value(token), 3)
  const invitation_id = `TSA-INV-${key}`
  const ours = yield* (yield* KeyedHash).of(purpose, `${invitation_id}.${generation}`)
  if (!isInvitationId(invitation_id) || !sameHash(ours, hash)) return yield* new InvitationNotFound()
  return { invitation_id, generation: Number(generation) } as {
    readonly invitation_id: InvitationId
    readonly generation: number
  }
})
