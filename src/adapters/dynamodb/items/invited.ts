import { Effect } from "effect"
import type { Invitations } from "../../../domain/invitation/invitations.port.ts"
import type { Dynamo } from "../dynamo.ts"
import { rowsOf } from "../index/rows.ts"
import { invitedBySchoolKey, invitedKey } from "../keys.ts"
import { ttlAt } from "../ttl.ts"
import type { Expression } from "../update-expression.ts"

const ending = (expires_at: string, text: string, values: Expression["values"] = {}): Expression => ({
  text: `attribute_not_exists(pk) OR ${text}`,
  names: {},
  values: { ":expires_at": expires_at, ...values }
})

/**
 * Notes who was invited: one item per address and school, under the address's keyed hash. Releases that noted no schools have one item per
 * address and look only there, so that item is still written for them. If one of them wrote it, it stays as it is: nobody knows its school.
 */
export const invitedIn = (
  dynamo: Dynamo["Service"]
): Pick<Invitations["Service"], "noteInvited" | "isInvited" | "invitingSchools"> => {
  const inviting = Effect.fnUntraced(function*(key: string, now: string) {
    const rows = yield* rowsOf(dynamo, {
      where: { text: "pk = :pk", names: {}, values: { ":pk": invitedKey(key).pk } }
    })
    return rows.flatMap(({ by_school, expires_at, school_id }) =>
      by_school === true || String(expires_at) <= now
        ? []
        : [school_id === undefined ? "unknown" as const : Number(school_id)]
    )
  })
  return {
    noteInvited: Effect.fn("Invitations.noteInvited")(function*(key, school_id, expires_at) {
      const until = { expires_at, ...ttlAt(expires_at) }
      yield* dynamo.put(
        { ...invitedBySchoolKey(key, school_id), school_id, ...until },
        ending(expires_at, "expires_at < :expires_at")
      )
      yield* dynamo.put(
        { ...invitedKey(key), by_school: true, ...until },
        ending(expires_at, "(by_school = :true AND expires_at < :expires_at)", { ":true": true })
      )
    }),
    isInvited: Effect.fn("Invitations.isInvited")((key, now) =>
      Effect.map(inviting(key, now), (schools) => schools.length > 0)
    ),
    invitingSchools: Effect.fn("Invitations.invitingSchools")(inviting)
  }
}
