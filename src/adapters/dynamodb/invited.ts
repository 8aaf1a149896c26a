import { Effect } from "effect"
import type { Invitations } from "../../domain/invitation/invitations.port.ts"
import type { Dynamo } from "./dynamo.ts"
import { invitedKey } from "./keys.ts"
import { ttlAt } from "./ttl.ts"

const before = (expires_at: string) => ({
  text: "attribute_not_exists(pk) OR expires_at < :expires_at",
  names: {},
  values: { ":expires_at": expires_at }
})

/** Who was invited: an item per address, under its seal. */
export const invitedIn = (dynamo: Dynamo["Service"]): Pick<Invitations["Service"], "noteInvited" | "isInvited"> => ({
  noteInvited: Effect.fn("Invitations.noteInvited")((key, expires_at) =>
    Effect.asVoid(dynamo.put({ ...invitedKey(key), expires_at, ...ttlAt(expires_at) }, before(expires_at)))
  ),
  isInvited: Effect.fn("Invitations.isInvited")((key, now) =>
    Effect.map(dynamo.get(invitedKey(key)), (item) => item !== undefined && now < String(item["expires_at"]))
  )
})
