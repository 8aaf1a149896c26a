import { Clock, DateTime, Effect } from "effect"
import { NotBefore } from "../access/not-before.port.ts"
import { NotBeforeSeen } from "../access/not-before.ts"
import { PersonNotFound } from "../directory/errors.ts"
import type { PermitOf } from "../people/permit.ts"
import { actorOf } from "../people/principal.ts"
import { WorkflowClock } from "../store/workflow-clock.port.ts"
import { endAll } from "./end-all.ts"
import { revokePolicy } from "./policies.ts"

/** Returns now, by the store's clock, rounded up to a whole second: tokens only say the second in which they were issued. */
const nextSecond = Effect.gen(function*() {
  const [clock, store] = [yield* WorkflowClock, yield* NotBefore]
  yield* store.get
  const ms = (yield* Clock.currentTimeMillis) - ((yield* clock.offsetMs) ?? 0)
  return DateTime.formatIso(DateTime.makeUnsafe(Math.ceil(ms / 1000) * 1000))
})

const everybody = Effect.gen(function*() {
  const instant = yield* nextSecond
  yield* (yield* NotBefore).raise(instant)
  ;(yield* NotBeforeSeen).last = undefined
})

const onePerson = Effect.fnUntraced(function*(id: string) {
  if (!(yield* endAll(id))) return yield* new PersonNotFound()
})

/**
 * Voids every session and every access token, of one person or (`"*"`) of everybody. It takes effect here at once, elsewhere within 30
 * seconds. Rights stay: whoever may sign in can do so again.
 */
export const revoke = Effect.fn("revoke")(function*(permit: PermitOf<typeof revokePolicy>, person_id: string) {
  const { principal } = permit
  yield* person_id === "*" ? everybody : onePerson(person_id)
  yield* Effect.logWarning("sessions_revoked").pipe(
    Effect.annotateLogs({ actor: actorOf(principal), subject: person_id === "*" ? "everybody" : `person:${person_id}` })
  )
})
