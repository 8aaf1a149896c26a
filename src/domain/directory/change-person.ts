import { Effect, Result } from "effect"
import { PeopleSeen } from "../access/authenticate.ts"
import { logEvent } from "../history/event-log.ts"
import type { DomainEvent } from "../history/event.ts"
import { recordEvents } from "../history/record-events.ts"
import { changeContextFor } from "../people/change-context.ts"
import { People } from "../people/people.port.ts"
import { type Person, withEvent } from "../people/person.ts"
import type { Principal } from "../people/principal.ts"
import { retryStale } from "../store/retry-stale.ts"
import { VersionConflict } from "../store/stale-version.ts"
import { loadPerson } from "./policies.ts"

/**
 * Decides on a change of a person, given their current entry, and stores it with its event. The event of the previous change moves to an
 * item of its own: none is lost, and none waits for a relay. Here the change is seen at once, elsewhere within 30 seconds. Returns the
 * person as stored.
 */
export const changePerson = Effect.fnUntraced(function*<E>(
  principal: Principal,
  id: string,
  decide: (person: Person) => Result.Result<Person, E>,
  { details, type }: { readonly type: string; readonly details: DomainEvent["details"] }
) {
  const { replace } = yield* People
  const before = yield* loadPerson(id)
  const after = yield* Effect.fromResult(decide(before))
  if (after === before) return before
  yield* recordEvents(Object.values(before.events ?? {}))
  const written = withEvent(after, type, yield* changeContextFor(principal), details)
  yield* replace(before, written)
  ;(yield* PeopleSeen).delete(id)
  yield* Effect.forEach(Object.values(written.events ?? {}), logEvent)
  return written
}, (effect, _principal, id) => retryStale(() => new VersionConflict({ id }))(effect))
