import { Effect, Layer, Option } from "effect"
import { begunOf } from "../../domain/enrollment/begun.ts"
import type { Invitation } from "../../domain/invitation/invitation.ts"
import { Invitations } from "../../domain/invitation/invitations.port.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { enrollmentIdOf } from "../../domain/values/identifiers.ts"
import type { PageRequest } from "../../domain/values/page.ts"
import { newestFirst } from "./newest-first.ts"
import { World } from "./world.ts"
import { writing } from "./written-at.ts"

const sortKey = ({ created_at, invitation_id }: Invitation) => `${created_at}#${invitation_id}`

const make = Effect.gen(function*() {
  const world = yield* World
  const { claims, enrollments, invitations, invited } = world

  const list = (isListed: (invitation: Invitation) => boolean, page: PageRequest) =>
    Effect.sync(() => newestFirst([...invitations.values()].filter(isListed), sortKey, page))

  const inviting = (key: string, now: string) =>
    [...invited].filter(([row, expires_at]) => row.split("#")[0] === key && now < expires_at)
      .map(([row]) => row === key ? "unknown" : Number(row.slice(key.length + 1)))

  return Invitations.of({
    create: (invitation) =>
      writing(world, invitation.invitation_id, () => {
        if (invitations.has(invitation.invitation_id)) return false
        invitations.set(invitation.invitation_id, invitation)
        return true
      }, (isCreated) => isCreated),
    get: (id) => Effect.sync(() => Option.fromUndefinedOr(invitations.get(id))),
    getMany: (ids) => Effect.sync(() => [...new Set(ids)].flatMap((id) => invitations.get(id) ?? [])),
    replace: Effect.fnUntraced(function*({ invitation_id: id, rev, version }, after) {
      const stored = yield* writing(world, id, () => {
        const current = invitations.get(id)
        if (current?.version !== version || current.rev !== rev) return false
        invitations.set(id, after)
        return true
      }, (isStored) => isStored)
      if (!stored) return yield* new StaleVersion({ id })
    }),
    listByCoach: (coach_id, page) => list((invitation) => invitation.coach_id === coach_id, page),
    listBySchool: (school_id, page) => list((invitation) => invitation.school_id === school_id, page),
    claim: (key, claim, now, over) =>
      Effect.sync(() => {
        const held = claims.get(key)
        const isOver = typeof over === "object"
          ? held?.invitation_id === over.invitation_id && held.claimed_at === over.claimed_at
          : held?.invitation_id === over
        const isFree = held === undefined || isOver ||
          (held.expires_at !== undefined && held.expires_at <= now)
        if (isFree) claims.set(key, claim)
        return isFree ? claim : held
      }),
    holder: (key) => Effect.sync(() => Option.fromUndefinedOr(claims.get(key))),
    begun: (id) => Effect.sync(() => Option.map(Option.fromUndefinedOr(enrollments.get(enrollmentIdOf(id))), begunOf)),
    noteInvited: (key, school_id, expires_at) =>
      Effect.sync(() => {
        const row = `${key}#${school_id}`
        if ((invited.get(row) ?? "") < expires_at) invited.set(row, expires_at)
      }),
    isInvited: (key, now) => Effect.sync(() => inviting(key, now).length > 0),
    invitingSchools: (key, now) => Effect.sync(() => inviting(key, now)),
    release: (key, id) =>
      Effect.sync(() => {
        if (claims.get(key)?.invitation_id === id) claims.delete(key)
      })
  })
})

/** Invitations and the claims on families in memory. */
export const layer = Layer.effect(Invitations, make)
