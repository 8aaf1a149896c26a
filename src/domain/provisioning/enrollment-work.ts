import { DateTime, Effect } from "effect"
import { enrollmentDueAt } from "../enrollment/due-at.ts"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { claimed, isTryDue, maxClaims, waitingOn } from "../enrollment/provisioning.ts"
import { withoutEvents } from "../history/event.ts"
import { moveEvents } from "../history/move-events.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { allThenFail, inTurnThenFail } from "../store/all-then-fail.ts"
import { recordProblem } from "../words/record-words.ts"
import { Circuit } from "./circuit.ts"
import { withOutcome } from "./outcome.ts"
import { provision } from "./provision.ts"
import { settleEnrollment } from "./settle-enrollment.ts"

const killsItsWorker = [recordProblem("", "no_outcome")]

/** Claims an enrollment for this relay. Returns undefined when another relay was faster, or when a person has to look at it. */
const claim = Effect.fnUntraced(function*(enrollment: Enrollment, now: string) {
  if (enrollment.provisioning.claims >= maxClaims) {
    const event_id = yield* (yield* SecureRandom).uuid
    yield* settleEnrollment(
      enrollment,
      (current) =>
        withOutcome(current, enrollment.version, { _tag: "Refused", problems: killsItsWorker }, now, event_id)
    )
    return undefined
  }
  const mine = { ...enrollment, provisioning: claimed(enrollment.provisioning, now), rev: enrollment.rev + 1 }
  return yield* (yield* Enrollments).record(enrollment, mine).pipe(
    Effect.as(mine),
    Effect.catchTag("StaleVersion", () => Effect.succeed(undefined))
  )
})

/** Returns what may be tried now: everything, or while the store is away one probe or nothing. */
const admitted = Effect.fnUntraced(function*(due: ReadonlyArray<Enrollment>) {
  const circuit = yield* Circuit
  if (due.length === 0) return []
  const isProbe = yield* circuit.isOpen
  if (!(yield* circuit.admit)) return []
  return isProbe ? due.slice(0, 1) : due
})

/** Drops events that were moved. An enrollment whose index entry is merely out of date is written again. */
const settleIdle = (idle: ReadonlyArray<Enrollment>, moved: ReadonlySet<string>, now: string) =>
  allThenFail(idle, (enrollment) => {
    const isOutOfDate = (current: Enrollment) => {
      const dueAt = enrollmentDueAt(current)
      return current === enrollment && withoutEvents(current, moved) === current && (dueAt === undefined || dueAt > now)
    }
    return settleEnrollment(
      enrollment,
      (current) => isOutOfDate(current) ? { ...current, rev: current.rev + 1 } : current,
      moved
    )
  }, 16)

/** Puts what the circuit keeps waiting behind what no sweep has looked at yet, because those enrollments have events to move as well. */
const settleWaiting = (waiting: ReadonlyArray<Enrollment>, moved: ReadonlySet<string>, now: string) =>
  allThenFail(waiting, (enrollment) =>
    settleEnrollment(enrollment, (current) =>
      isTryDue(current.provisioning, now)
        ? { ...current, provisioning: waitingOn(current.provisioning, now), rev: current.rev + 1 }
        : current, moved), 16)

const withEvents = (enrollments: ReadonlyArray<Enrollment>) =>
  enrollments.filter(({ events }) => Object.keys(events).length > 0)

/**
 * Does what is due on these enrollments: moves events, and writes student records (claimed first, in one batch) if the circuit lets it. An
 * enrollment whose index entry is merely out of date gets a new one. What the workflow store refuses is due later, and everything else is
 * done; then this fails as the first of them did. Returns how many were worked on; those that the circuit keeps waiting count if they had
 * events.
 */
export const workOnEnrollments = Effect.fn("workOnEnrollments")(function*(
  enrollments: ReadonlyArray<Enrollment>,
  now: string
) {
  const due = enrollments.filter(({ provisioning }) => isTryDue(provisioning, now))
  const idle = enrollments.filter((enrollment) => !due.includes(enrollment))
  const toTry = yield* admitted(due)
  const waiting = due.filter((enrollment) => !toTry.includes(enrollment))
  // Before the claims: if the process dies while events move, nothing stays claimed that nobody works on.
  const { failures: unmoved, moved } = yield* moveEvents(enrollments)
  const [claims, unclaimed] = yield* Effect.partition(toTry, (enrollment) => claim(enrollment, now), {
    concurrency: 16
  })
  const mine = claims.filter((enrollment) => enrollment !== undefined)
  yield* inTurnThenFail([
    mine.length === 0 ? Effect.void : provision(mine, "newer", moved),
    settleIdle(idle, moved, now),
    settleWaiting(waiting, moved, now),
    ...[...unmoved, ...unclaimed].map(Effect.fail)
  ])
  return claims.length + withEvents([...idle, ...waiting]).length
})

/** Returns the age in seconds of the oldest pending provisioning among these. */
export const oldestPendingSeconds = Effect.fnUntraced(function*(enrollments: ReadonlyArray<Enrollment>) {
  const now = DateTime.toEpochMillis(yield* DateTime.now)
  return enrollments
    .filter(({ provisioning }) => provisioning.state === "pending")
    .reduce((oldest, { provisioning }) => Math.max(oldest, (now - Date.parse(provisioning.wanted_at ?? "")) / 1000), 0)
})
