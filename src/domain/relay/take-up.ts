import { DateTime, Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { isTryDue, leaseMs } from "../enrollment/provisioning.ts"
import { Invitations } from "../invitation/invitations.port.ts"
import { isInvitationMailDue } from "../invitation/sending.ts"
import { clocksDifferMs } from "../outbox/due.ts"
import { idsOf, Outbox, outboxShards } from "../outbox/outbox.port.ts"
import { claimDueChildren } from "../provisioning/child-claim-work.ts"
import { workOnEnrollments } from "../provisioning/enrollment-work.ts"
import { deliverLink } from "../sign-in/deliver-link.ts"
import { workOnInvitations } from "../sign-in/invitation-work.ts"
import { isMailDue } from "../sign-in/link.ts"
import { SignInLinks } from "../sign-in/links.port.ts"
import { allThenFail, inTurnThenFail } from "../store/all-then-fail.ts"
import { later } from "../values/instant.ts"

const shards = Array.from({ length: outboxShards }, (_, shard) => shard)

/** So many of each shard are looked at, from its far end. */
const limit = 100

/**
 * Takes up what a process with a wrong clock wrote: its outbox entries stand so far ahead in the index that no sweep would find them before
 * that time. Answers how many were worked on.
 */
export const takeUpPutOff = Effect.fn("takeUpPutOff")(function*() {
  const { furthest } = yield* Outbox
  const now = DateTime.formatIso(yield* DateTime.now)
  const after = later(now, leaseMs + clocksDifferMs)
  const found = yield* Effect.forEach(shards, (shard) => furthest(shard, after, limit), { concurrency: outboxShards })
  const refs = found.flat()
  if (refs.length === 0) return 0
  const enrollments = yield* (yield* Enrollments).getMany(idsOf(refs, "enrollment"))
  const invitations = yield* (yield* Invitations).getMany(idsOf(refs, "invitation"))
  const links = yield* (yield* SignInLinks).getMany(idsOf(refs, "sign-in"))
  const worked = yield* inTurnThenFail([
    Effect.map(
      allThenFail(links.filter((each) => isMailDue(each, now)), deliverLink, 8),
      (mailed) => mailed.filter(Boolean).length
    ),
    claimDueChildren(enrollments, now),
    workOnEnrollments(enrollments.filter(({ provisioning }) => isTryDue(provisioning, now)), now),
    workOnInvitations(invitations.filter((each) => isInvitationMailDue(each, now)), now)
  ])
  return worked.reduce((sum, each) => sum + each, 0)
})
