import { Clock, Effect } from "effect"
import { SessionsSeen } from "../access/authenticate.ts"
import { Sessions } from "../access/sessions.port.ts"
import type { PermitOf } from "../people/permit.ts"
import { endAll } from "./end-all.ts"
import { endSessionPolicy } from "./policies.ts"

/** Ends the caller's session, or all of them. The caller's access token is void here at once, elsewhere within 30 seconds. */
export const signOut = Effect.fn("signOut")(function*(permit: PermitOf<typeof endSessionPolicy>, all: boolean) {
  const { id, session } = permit.resource
  if (session !== undefined) {
    yield* (yield* Sessions).end(session)
    ;(yield* SessionsSeen).set(session, { at: yield* Clock.currentTimeMillis, isOn: false })
  }
  if (all) yield* endAll(id)
  yield* Effect.logInfo(all ? "signed_out_everywhere" : "signed_out").pipe(
    Effect.annotateLogs({ actor: `person:${id}`, subject: session ?? "none" })
  )
})
