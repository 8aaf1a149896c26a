import { Clock, Effect, Option } from "effect"
import { PeopleSeen, SessionsSeen } from "../people/authenticate.ts"
import { People } from "../people/people.port.ts"
import { signedOutEverywhere } from "../people/person.ts"
import { Sessions } from "../people/sessions.port.ts"
import { VersionConflict } from "../people/stale-version.ts"
import { endSessionPolicy } from "./permits.ts"

/** Voids every session and every access token of a person. */
const endAll = Effect.fnUntraced(function*(id: string) {
  const { get, replace } = yield* People
  const found = yield* get(id)
  if (Option.isSome(found)) yield* replace(found.value, signedOutEverywhere(found.value))
  ;(yield* PeopleSeen).delete(id)
}, (effect, id) =>
  effect.pipe(
    Effect.retry({ times: 5, while: ({ _tag }) => _tag === "StaleVersion" }),
    Effect.catchTag("StaleVersion", () => Effect.fail(new VersionConflict({ id })))
  ))

/** Ends the caller's session, or all of them. Here its access token is void at once, elsewhere within 30 seconds. */
export const signOut = Effect.fn("signOut")(function*(all: boolean) {
  const { id, session } = (yield* endSessionPolicy.tag).resource
  if (session !== undefined) {
    yield* (yield* Sessions).end(session.id)
    ;(yield* SessionsSeen).set(session.id, { at: yield* Clock.currentTimeMillis, isOn: false })
  }
  if (all) yield* endAll(id)
  yield* Effect.logInfo(all ? "signed_out_everywhere" : "signed_out").pipe(
    Effect.annotateLogs({ actor: `person:${id}`, subject: session?.id ?? "none" })
  )
})
