import { Effect, Result } from "effect"
import { logNewEvents } from "../history/event-log.ts"
import type { ChangeContext } from "../history/event.ts"
import { withRoom } from "../history/room-for-events.ts"
import { WakeUp } from "../outbox/wake-up.port.ts"
import { changeContextFor } from "../people/change-context.ts"
import type { Principal, Role } from "../people/principal.ts"
import { decideOnVersion } from "../store/decide-on-version.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { loadEnrollment } from "./policies.ts"
import { withFamilyChange } from "./steps/changes-limit.ts"

/** Returns `staff` if a registrar's or an admin's role allows the act, and `family` otherwise. */
export const actingAs = ({ roles }: { readonly roles: ReadonlyArray<Role> }): "family" | "staff" =>
  roles.includes("registrar") || roles.includes("admin") ? "staff" : "family"

/**
 * Decides on a change of the permitted enrollment, stores it, writes its log line, and wakes whoever makes the records. A change made by
 * the family counts towards its limit; sending the same again does not. Returns the enrollment as it is afterwards.
 */
export const changeEnrollment = Effect.fnUntraced(function*<E>(
  { principal, resource, roles }: {
    readonly principal: Principal
    readonly resource: Enrollment
    /** The roles that allow the change. Absent where the service itself follows up on something. */
    readonly roles?: ReadonlyArray<Role>
  },
  expected: number | undefined,
  decide: (enrollment: Enrollment, context: ChangeContext) => Result.Result<Enrollment, E>
) {
  const enrollments = yield* Enrollments
  const context = yield* changeContextFor(principal)
  const isCounted = roles?.includes("parent") === true && actingAs({ roles }) === "family"
  const counted = (before: Enrollment, after: Enrollment) =>
    isCounted && after.version !== before.version ? withFamilyChange(after, context.now) : Result.succeed(after)
  const store = Effect.fnUntraced(function*(before: Enrollment, after: Enrollment) {
    if (after.version === before.version) return yield* enrollments.record(before, after)
    yield* enrollments.accept(before, yield* withRoom(before, after))
  })
  const { after, before } = yield* decideOnVersion({
    id: resource.enrollment_id,
    first: resource,
    expected,
    decide: (enrollment) => Result.flatMap(decide(enrollment, context), (after) => counted(enrollment, after)),
    store,
    reload: loadEnrollment(resource.enrollment_id)
  })
  yield* logNewEvents(before, after)
  if (after.provisioning.wanted_version !== before.provisioning.wanted_version) {
    yield* (yield* WakeUp).wake({ kind: "enrollment", id: after.enrollment_id })
  }
  return after
})
