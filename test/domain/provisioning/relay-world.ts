import { Clock, Effect, Layer, Logger, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Mailer from "../../../src/adapters/memory/mailer.ts"
import * as StudentRecords from "../../../src/adapters/memory/student-records.ts"
import * as WorkflowStore from "../../../src/adapters/memory/workflow-store.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import * as Entropy from "../../../src/adapters/webcrypto/entropy.ts"
import * as Seals from "../../../src/adapters/webcrypto/seals.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { PortalUrl } from "../../../src/domain/invitation/invitation-token.ts"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import * as Circuit from "../../../src/domain/provisioning/circuit.ts"
import { drain } from "../../../src/domain/provisioning/drain.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import { fairWeather, type Weather, weatherLayer } from "../../http/weather.ts"
import { minute } from "../enrollment-walk.ts"

/** All that a relay stands on, in memory, under this weather. */
export const relayWorld = (weather: Weather = fairWeather()) =>
  Layer.mergeAll(
    weatherLayer(weather).pipe(Layer.provideMerge(Layer.mergeAll(WorkflowStore.layer, StudentRecords.layer))),
    Entropy.layer,
    Seals.layer(Redacted.make("k".repeat(43))),
    Mailer.layer,
    Circuit.layer,
    Layer.succeed(PortalUrl, "https://portal.example.test"),
    Logger.layer([])
  ).pipe(Layer.provideMerge(World.layer))

/** Puts the clock to the n-th minute of the example, and some seconds. */
export const at = (n: number, seconds = 0) => TestClock.setTime(Date.parse(minute(n)) + seconds * 1000)

/** One sweep of a relay, with all the time it wants. */
export const sweep = (maxItems = 10_000) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => drain({ maxItems, deadline: now + 3_600_000 }))

/** An enrollment of its own whose records are due, in the store. */
export const stored = Effect.fnUntraced(function*(enrollment: Enrollment = enrollmentOf(undefined, 4)) {
  const { enrollments } = yield* World.World
  enrollments.set(enrollment.enrollment_id, enrollment)
  return enrollment
})

/** An invitation of its own whose mail is due in the n-th minute, in the store. */
export const storedInvitation = Effect.fnUntraced(function*(n: number) {
  const invitation: Invitation = invitationOf({}, n)
  const { invitations } = yield* World.World
  invitations.set(invitation.invitation_id, invitation)
  return invitation
})

/** How the provisioning of this enrollment stands in the store. */
export const provisioningOf = (enrollment: Enrollment) =>
  Effect.map(World.World, ({ enrollments }) => {
    const found = enrollments.get(enrollment.enrollment_id)
    if (found === undefined) throw new Error("it is not there")
    return found.provisioning
  })
