import { Effect, Layer } from "effect"
import { Invitation } from "../../../domain/invitation/invitation.ts"
import { Invitations } from "../../../domain/invitation/invitations.port.ts"
import type { InvitationId } from "../../../domain/values/identifiers.ts"
import type { PageRequest } from "../../../domain/values/page.ts"
import { holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { itemsOf } from "../items-of.ts"
import { coachPartition, invitationKey, invitationsPartition } from "../keys.ts"
import { claimsIn } from "./claims.ts"
import { invitationItem } from "./invitation.ts"
import { invitedIn } from "./invited.ts"

const idOf = ({ invitation_id }: Invitation): InvitationId => invitation_id

const make = Effect.map(Dynamo, (dynamo) => {
  /** An invitation is small and has no drafts: it is written as a whole. */
  const { create, get, getMany, page, replace } = itemsOf<Invitation, InvitationId>(dynamo, {
    port: "Invitations",
    schema: Invitation,
    key: invitationKey,
    idOf,
    itemOf: invitationItem,
    guard: ({ rev, version }) => holding({ version, rev })
  })
  return Invitations.of({
    create,
    get,
    getMany,
    replace,
    listByCoach: Effect.fn("Invitations.listByCoach")((coach_id: string, asked: PageRequest) =>
      page("by_owner", coachPartition(coach_id), asked, idOf)
    ),
    listBySchool: Effect.fn("Invitations.listBySchool")((school_id: number, asked: PageRequest) =>
      page("by_school", invitationsPartition(school_id), asked, idOf)
    ),
    ...claimsIn(dynamo),
    ...invitedIn(dynamo)
  })
})

/** Invitations, and the claims on families, in DynamoDB. */
export const layer = Layer.effect(Invitations, make)
