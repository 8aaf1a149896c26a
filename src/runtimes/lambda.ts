import { Effect } from "effect"
import { type Application, openApplication } from "./lambda/application.ts"
import { type HttpEvent, type Invocation, isHttp, isSchedule, isStream, UnknownEvent } from "./lambda/event.ts"
import * as ReportedRecords from "./lambda/reported-records.ts"
import { settingsOf, settingsWithDatabaseOf } from "./lambda/settings.ts"
import { sweepDue } from "./lambda/sweep.ts"
import { unconfigured } from "./lambda/unconfigured.ts"
import { answerStream } from "./lambda/woken.ts"
import type { ConfigurationInvalid } from "./settings/environment.ts"

interface Sandbox extends Application {
  readonly reconcileHours: number
}
type Opened = Effect.Effect<Sandbox, ConfigurationInvalid>

const withReports: Opened = Effect.map(
  settingsOf(process.env),
  ({ settings }) => ({ ...openApplication(settings, ReportedRecords.layer), reconcileHours: 0 })
)

/** Only functions that use PostgreSQL load the code that talks to it. */
const withPostgres: Opened = Effect.gen(function*() {
  const { database, reconcileHours, settings } = yield* settingsWithDatabaseOf(process.env)
  const postgres = yield* Effect.promise(() => import("./lambda/postgres.ts"))
  return { ...openApplication(settings, postgres.layer(database)), reconcileHours }
})

/** Opened by the first event and kept for the sandbox's life. A sandbox belongs to one function, so one is enough. */
let sandbox: Promise<Sandbox> | undefined
const opened = (open: Opened) => sandbox ??= Effect.runPromise(open)

/** Does this work in the sandbox. Its traces and metrics are sent before the answer. */
const work = async <A>(open: Opened, doing: (sandbox: Sandbox) => Promise<A>): Promise<A> => {
  const opening = await opened(open)
  try {
    return await doing(opening)
  } finally {
    await opening.flush()
  }
}

const answered = (open: Opened, event: HttpEvent) => work(open, ({ answer }) => answer(event)).catch(unconfigured)

/** Answers requests, without PostgreSQL. */
export const http = async (event: unknown) => {
  if (!isHttp(event)) throw new UnknownEvent()
  return answered(withReports, event)
}

/** Answers batches of the table's stream, and the requests that need PostgreSQL. */
export const provisioner = async (event: unknown, invocation: Invocation) => {
  if (isHttp(event)) return answered(withPostgres, event)
  if (!isStream(event)) throw new UnknownEvent()
  return work(
    withPostgres,
    ({ runtime }) => runtime.runPromise(answerStream(event.Records, invocation.getRemainingTimeInMillis()))
  )
}

/** Answers ticks of the schedule. */
export const sweep = async (event: unknown, invocation: Invocation) => {
  if (!isSchedule(event)) throw new UnknownEvent()
  return work(
    withPostgres,
    ({ reconcileHours, runtime }) => runtime.runPromise(sweepDue(reconcileHours, invocation.getRemainingTimeInMillis()))
  )
}
