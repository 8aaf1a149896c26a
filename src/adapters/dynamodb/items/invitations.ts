import { Effect, Layer, Option } from "effect"
import type { Invitation } from "../../../domain/invitation/invitation.ts"
import { Invitations } from "../../../domain/invitation/invitations.port.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import { InvitationId } from "../../../domain/values/identifiers.ts"
import type { PageRequest } from "../../../domain/values/page.ts"
import { absent, holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { pageOf } from "../index/rows.ts"
import { coachPartition, idOfListKey, invitationKey, invitationsPartition } from "../keys.ts"
import { readable } from "../readable.ts"
import { claimsIn } from "./claims.ts"
import { invitationItem, invitationOf } from "./invitation.ts"
import { invitedIn } from "./invited.ts"

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const create = Effect.fn("Invitations.create")((invitation: Invitation) =>
    dynamo.put(invitationItem(invitation), absent)
  )

  const get = Effect.fn("Invitations.get")(function*(id: InvitationId) {
    const item = yield* dynamo.get(invitationKey(id))
    return item === undefined ? Option.none<Invitation>() : Option.some(yield* Effect.orDie(invitationOf(item)))
  })

  const getMany = Effect.fn("Invitations.getMany")(function*(ids: ReadonlyArray<InvitationId>) {
    return yield* readable(yield* dynamo.batchGet([...new Set(ids)].map(invitationKey)), invitationOf)
  })

  /** An invitation is small and has no drafts: it is written as a whole. */
  const replace = Effect.fn("Invitations.replace")(function*(before: Invitation, after: Invitation) {
    const { invitation_id: id, rev, version } = before
    if (!(yield* dynamo.put(invitationItem(after), holding({ version, rev })))) return yield* new StaleVersion({ id })
  })

  const list = Effect.fnUntraced(function*(index: "by_owner" | "by_school", partition: string, asked: PageRequest) {
    const { items, last } = yield* pageOf(dynamo, index, partition, asked)
    const ids = items.map((row) => InvitationId.make(idOfListKey(String(row[`${index}_sk`]))))
    const found = new Map((yield* getMany(ids)).map((invitation) => [invitation.invitation_id, invitation]))
    return { items: ids.flatMap((id) => found.get(id) ?? []), last }
  })

  const listByCoach = Effect.fn("Invitations.listByCoach")((coach_id: string, page: PageRequest) =>
    list("by_owner", coachPartition(coach_id), page)
  )

  const listBySchool = Effect.fn("Invitations.listBySchool")((school_id: number, page: PageRequest) =>
    list("by_school", invitationsPartition(school_id), page)
  )

  return Invitations.of({
    create,
    get,
    getMany,
    replace,
    listByCoach,
    listBySchool,
    ...claimsIn(dynamo),
    ...invitedIn(dynamo)
  })
})

/** Invitations, and the claims on families, in DynamoDB. */
export const layer = Layer.effect(Invitations, make)
