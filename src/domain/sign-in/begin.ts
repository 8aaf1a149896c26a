import { DateTime, Effect } from "effect"
import { beginSession, type Session } from "../access/session.ts"
import { Sessions } from "../access/sessions.port.ts"
import { People } from "../people/people.port.ts"
import type { Person } from "../people/person.ts"
import { namedRole, type Role } from "../people/principal.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { tokensFor } from "./tokens.ts"

/** Stores a session of this person and returns it. Nobody has its tokens yet. */
export const storedSession = Effect.fnUntraced(function*(person: Person, asked: Role | undefined) {
  const session = beginSession(person, {
    session_id: yield* (yield* SecureRandom).uuid,
    role: namedRole(person.grants, asked),
    now: DateTime.formatIso(yield* DateTime.now)
  })
  yield* (yield* Sessions).create(session)
  return session
})

/** How somebody has shown who they are: by a link in a mail, or by an issuer's ID token. */
type Way = "link" | "issuer"

/** Returns the first tokens of a session. Notes the moment in the directory, if it can. */
export const firstTokens = Effect.fnUntraced(function*(session: Session, person: Person, way: Way) {
  const signed_in_at = DateTime.formatIso(yield* DateTime.now)
  yield* Effect.ignore((yield* People).replace(person, { ...person, signed_in_at }))
  yield* Effect.logInfo("signed_in").pipe(
    Effect.annotateLogs({ actor: `person:${person.id}`, subject: session.session_id, way })
  )
  return { person, ...yield* tokensFor(session, person, session.counter) }
})

/** Signs in somebody whom an issuer has identified. */
export const begin = Effect.fn("begin")(function*(person: Person) {
  return yield* firstTokens(yield* storedSession(person, undefined), person, "issuer")
})
