import { Result, Schema } from "effect"
import type { Person } from "../people/person.ts"
import { PersonId, Role } from "../people/principal.ts"
import { later } from "../values/instant.ts"

/** What a token from the command line says in place of a session: there is none, it just ends. */
export const sessionless = "cli"

/** What a sign-in began. `counter` is the number of its newest refresh token; none of them is stored. */
export const Session = Schema.Struct({
  schema_version: Schema.Literal(1),
  session_id: Schema.String,
  person_id: PersonId,
  /** The person's at sign-in. */
  epoch: Schema.Int,
  /** The one asked for at sign-in, or the highest held then. */
  role: Role,
  counter: Schema.Int,
  /** Tokens used a moment ago, and when. */
  used: Schema.Array(Schema.Struct({ counter: Schema.Int, at: Schema.String })),
  created_at: Schema.String,
  refreshed_at: Schema.String,
  expires_at: Schema.String
})
export type Session = typeof Session.Type

const lifetimeMs = 30 * 86_400_000
const staffIdleMs = 12 * 3_600_000
/** So long a used token has the same successor: its answer may have been lost, or a second tab have come later. */
const successorMs = 20_000
const usedAtMost = 20
const staff: ReadonlyArray<Role> = ["operator", "registrar", "admin"]

/** A session that begins now, with refresh token number 0. */
export const beginSession = (
  { epoch, id }: Person,
  { now, role, session_id }: { readonly session_id: string; readonly role: Role; readonly now: string }
): Session => ({
  schema_version: 1,
  session_id,
  person_id: id,
  epoch,
  role,
  counter: 0,
  used: [],
  created_at: now,
  refreshed_at: now,
  expires_at: later(now, lifetimeMs)
})

/** After 30 days, for staff after 12 hours without a refresh, once all were signed out, or with the last grant. */
export const isSessionOver = ({ epoch, expires_at, refreshed_at }: Session, person: Person, now: string): boolean =>
  now >= expires_at ||
  epoch < (person.sessions_since ?? 0) ||
  person.grants.length === 0 ||
  (person.grants.some(({ role }) => staff.includes(role)) && now >= later(refreshed_at, staffIdleMs))

/**
 * What the use of a refresh token makes of its session, and the number of the token's successor. The same session back: the token was
 * used a moment ago. One used before that has been stolen, from us or by us: `reused`.
 */
export const useRefreshToken = (
  session: Session,
  counter: number,
  now: string
): Result.Result<{ readonly session: Session; readonly successor: number }, "reused"> => {
  const recent = session.used.filter(({ at }) => now <= later(at, successorMs))
  if (recent.some((each) => each.counter === counter)) return Result.succeed({ session, successor: counter + 1 })
  if (counter !== session.counter) return Result.fail("reused")
  const used = [...recent, { counter, at: now }].slice(-usedAtMost)
  return Result.succeed({
    session: { ...session, used, counter: counter + 1, refreshed_at: now },
    successor: counter + 1
  })
}
