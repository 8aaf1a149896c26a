import { type Context, Effect, Layer } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { Counters } from "../../src/domain/people/counters.port.ts"
import { Events } from "../../src/domain/people/events.port.ts"
import { Idempotency } from "../../src/domain/people/idempotency.port.ts"
import { People } from "../../src/domain/people/people.port.ts"
import { Sessions } from "../../src/domain/people/sessions.port.ts"
import { StoreUnavailable } from "../../src/domain/people/store-unavailable.ts"
import { WorkflowClock } from "../../src/domain/people/workflow-clock.port.ts"
import { type PutOutcome, StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { Schools } from "../../src/domain/school/schools.port.ts"
import { Identities } from "../../src/domain/sign-in/identities.port.ts"
import { SignInLinks } from "../../src/domain/sign-in/links.port.ts"

/** What goes wrong in the stores, as a test wants it. */
export interface Weather {
  workflow: "well" | "away"
  records: "well" | "away" | { readonly refuses: string }
  /** So many outcomes of writing records are lost on their way to the enrollment. */
  loseOutcomes: number
  /** One method of the workflow store that is away, like `Invitations.replace`. */
  failing: string | undefined
  /** Every call of the workflow store, like `Invitations.replace`. */
  readonly calls: Array<string>
  /** What a method of either store waits for before it answers, like `Schools.list`. */
  readonly held: Map<string, Promise<void>>
  /** By how much this process is ahead of the workflow store's clock. */
  clockOffsetMs: number
}

export const fairWeather = (): Weather => ({
  workflow: "well",
  records: "well",
  loseOutcomes: 0,
  failing: undefined,
  calls: [],
  held: new Map(),
  clockOffsetMs: 0
})

const away = (store: "workflow" | "student-records") => Effect.fail(new StoreUnavailable({ store, code: "planted" }))

const held = <A, E, R>(weather: Weather, call: string, effect: Effect.Effect<A, E, R>) =>
  Effect.andThen(Effect.promise(() => weather.held.get(call) ?? Promise.resolve()), effect)

/** A port of the workflow store that is as the weather is. */
const clouded = <I, S extends object>(weather: Weather, name: string, port: Context.Key<I, S>) =>
  Layer.effect(
    port,
    Effect.map(port, (inner) => {
      const isAway = (method: string) => {
        weather.calls.push(`${name}.${method}`)
        return weather.workflow === "away" || weather.failing === `${name}.${method}`
      }
      const members = Object.entries(inner).map(([method, member]) => [
        method,
        Effect.isEffect(member)
          ? Effect.suspend(() => isAway(method) ? away("workflow") : held(weather, `${name}.${method}`, member))
          : (...args: ReadonlyArray<unknown>) => isAway(method) ? away("workflow") : member(...args)
      ])
      return Object.fromEntries(members) as S
    })
  )

const lossy = (weather: Weather) =>
  Layer.effect(
    Enrollments,
    Effect.map(Enrollments, (inner) => ({
      ...inner,
      record: (before, after) => {
        const isOutcome = after.provisioning.applied_version !== before.provisioning.applied_version
        return isOutcome && weather.loseOutcomes-- > 0 ? away("workflow") : inner.record(before, after)
      }
    }))
  )

const records = (weather: Weather) =>
  Layer.effect(
    StudentRecords,
    Effect.map(StudentRecords, (inner) => ({
      find: (ids) => weather.records === "away" ? away("student-records") : inner.find(ids),
      countBySchool: Effect.suspend(() => weather.records === "away" ? away("student-records") : inner.countBySchool),
      page: (after, limit) => weather.records === "away" ? away("student-records") : inner.page(after, limit),
      migrationLevel: Effect.suspend(() => {
        weather.calls.push("StudentRecords.migrationLevel")
        return weather.records === "away" ? away("student-records") : inner.migrationLevel
      }),
      put: (sets, mode) => {
        if (weather.records === "away") return away("student-records")
        if (weather.records === "well") return inner.put(sets, mode)
        const pointer = weather.records.refuses
        const problems = [{ pointer, code: "not_allowed", message: "Please correct this field." }]
        return Effect.succeed(
          sets.map((set): PutOutcome => ({ _tag: "Refused", enrollment_id: set.extension.enrollment_id, problems }))
        )
      }
    }))
  )

/** The stores under this weather. */
export const weatherLayer = (weather: Weather) =>
  Layer.mergeAll(
    clouded(weather, "Enrollments", Enrollments).pipe(Layer.provideMerge(lossy(weather))),
    clouded(weather, "Identities", Identities),
    clouded(weather, "Invitations", Invitations),
    clouded(weather, "Counters", Counters),
    clouded(weather, "Events", Events),
    clouded(weather, "Idempotency", Idempotency),
    clouded(weather, "People", People),
    clouded(weather, "Schools", Schools),
    clouded(weather, "Sessions", Sessions),
    clouded(weather, "SignInLinks", SignInLinks),
    Layer.succeed(WorkflowClock, { offsetMs: Effect.sync(() => weather.clockOffsetMs) }),
    records(weather)
  )
