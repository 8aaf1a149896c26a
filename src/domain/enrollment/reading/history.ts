import { Effect } from "effect"
import type { DomainEvent } from "../../history/event.ts"
import { Events } from "../../history/events.port.ts"
import type { PermitOf } from "../../people/permit.ts"
import { enrollmentEventsPolicy } from "../policies.ts"
import { isRead } from "./reads-on-record.ts"

/**
 * Returns all that happened to the permitted enrollment, newest first: events that have left the aggregate and those still inside. Who
 * looked at it is listed elsewhere.
 */
export const enrollmentHistory = Effect.fn("enrollmentHistory")(
  function*(permit: PermitOf<typeof enrollmentEventsPolicy>) {
    const { resource } = permit
    const moved = yield* (yield* Events).list(resource.enrollment_id)
    const all = new Map<string, DomainEvent>(
      [...moved.filter((event) => !isRead(event)), ...Object.values(resource.events)].map((event) => [event.id, event])
    )
    return [...all.values()].sort((one, other) =>
      one.at === other.at
        ? Number(other.details["version"] ?? 0) - Number(one.details["version"] ?? 0)
        : one.at < other.at
        ? 1
        : -1
    )
  }
)
