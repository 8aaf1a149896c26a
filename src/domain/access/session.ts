import { Result, Schema } from "effect"
import type { Person } from "../people/person.ts"
import { PersonId, Role } from "../people/principal.ts"
import { later } from "../values/instant.ts"

/** What a token from the command line names in place of a session. It has no session and simply expires. */
export const sessionless = "cli"

/** A session that a sign-in began. `counter` is the number of its newest refresh token; the tokens themselves are not stored. */
export const Session = Schema.Struct({
  schema_version: Schema.Literal(1),
  session_id: Schema.String,
  person_id: PersonId,
  /** The person's epoch at sign-in. */
  epoch: Schema.Int,
  /** The role asked for at sign-in, or the highest held then. */
  role: Role,
  counter: Schema.Int,
  /** Tokens that were used a moment ago, and when. */
  used: Schema.Array(Schema.Struct({ counter: Schema.Int, at: Schema.String })),
  created_at: Schema.String,
  refreshed_at: Schema.String,
  expires_at: Schema.String
})
export type Session = typeof Session.Type

const lifetimeMs = 30 * 86_400_000
const staffIdleMs = 12 * 3_600_000
/** How long a used token keeps the same successor: its answer may have been lost, or a second tab may have come later. */
const successorMs = 20_000
const usedAtMost = 20
const staff: ReadonlyArray<Role> = ["operator", "registrar", "admin"]

/** Returns a session that begins now, with refresh token number 0. */
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

/**
 * Whether the session is over: after 30 days, for staff also after 12 hours without a refresh, once the person was signed out everywhere,
 * or once they lost their last grant.
 */
export const isSessionOver = ({ epoch, expires_at, refreshed_at }: Session, person: Person, now: string): boolean =>
  now >= expires_at ||
  epoch < (person.sessions_since ?? 0) ||
  person.grants.length === 0 ||
  (person.grants.some(({ role }) => staff.includes(role)) && now >= later(refreshed_at, staffIdleMs))

/**
 * Returns what the use of a refresh token makes of its session, and the number of the token's successor. The same session comes back if the
 * token was used a moment ago. A token that was used before that has been stolen, from whoever uses it or by them: it fails with `reused`.
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
