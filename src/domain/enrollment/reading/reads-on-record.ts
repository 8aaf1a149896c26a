import { DateTime, Effect } from "effect"
import { logEvent } from "../../history/event-log.ts"
import type { DomainEvent } from "../../history/event.ts"
import { Events } from "../../history/events.port.ts"
import { recordEvents } from "../../history/record-events.ts"
import { RequestId } from "../../history/request-id.ts"
import type { PermitOf } from "../../people/permit.ts"
import { actorOf, type Principal } from "../../people/principal.ts"
import { SecureRandom } from "../../secrets/secure-random.port.ts"
import type { Enrollment } from "../enrollment.ts"
import { readsPolicy } from "../policies.ts"

const type = "record_read"

/** Whether the event says that somebody looked, and not that something happened. */
export const isRead = (event: DomainEvent): boolean => event.type === type

/**
 * Records that the principal is about to see a child's full record: which parts of it, by name, never a value. This comes before the
 * answer: what cannot be recorded is not shown.
 */
export const recordRead = Effect.fn("recordRead")(
  function*({ enrollment_id, version }: Enrollment, principal: Principal, parts: ReadonlyArray<string>) {
    const event: DomainEvent = {
      id: yield* (yield* SecureRandom).uuid,
      at: DateTime.formatIso(yield* DateTime.now),
      actor: actorOf(principal),
      type,
      subject: enrollment_id,
      details: { request_id: yield* RequestId, version, parts: parts.join(" ") }
    }
    yield* recordEvents([event])
    yield* logEvent(event)
  }
)

/** Returns who saw the full record of the permitted enrollment, newest first. */
export const readsOnRecord = Effect.fn("readsOnRecord")(function*(permit: PermitOf<typeof readsPolicy>) {
  const { resource } = permit
  const events = yield* (yield* Events).list(resource.enrollment_id)
  return events.filter(isRead).toReversed()
})
