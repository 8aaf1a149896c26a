import { Effect, type Result } from "effect"
import { decideAndStore } from "../people/decide-and-store.ts"
import { logNewEvents } from "../people/event-log.ts"
import type { Occasion } from "../people/event.ts"
import { occasionFor } from "../people/occasion.ts"
import type { Principal, Role } from "../people/principal.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { loadEnrollment } from "./permits.ts"
import { WakeUp } from "./wake-up.port.ts"

/** The caller acts as staff unless it is the family's own right that allows the act. */
export const actingAs = ({ roles }: { readonly roles: ReadonlyArray<Role> }): "family" | "staff" =>
  roles.includes("registrar") || roles.includes("admin") ? "staff" : "family"

/** Decides a change of the permitted enrollment, stores it, writes its log line, and wakes whoever makes the records. */
export const changeEnrollment = Effect.fnUntraced(function*<E>(
  { principal, resource }: { readonly principal: Principal; readonly resource: Enrollment },
  expected: number | undefined,
  decide: (enrollment: Enrollment, occasion: Occasion) => Result.Result<Enrollment, E>
) {
  const enrollments = yield* Enrollments
  const occasion = yield* occasionFor(principal)
  const { after, before } = yield* decideAndStore({
    id: resource.enrollment_id,
    first: resource,
    expected,
    decide: (enrollment) => decide(enrollment, occasion),
    store: (before, after) =>
      after.version === before.version ? enrollments.record(before, after) : enrollments.accept(before, after),
    reload: loadEnrollment(resource.enrollment_id)
  })
  yield* logNewEvents(before, after)
  if (after.provisioning.wanted_version !== before.provisioning.wanted_version) {
    yield* (yield* WakeUp).wake(after.enrollment_id)
  }
  return after
})
