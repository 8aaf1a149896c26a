import { Effect, Layer } from "effect"
import { Enrollments } from "../../domain/enrollment/enrollments.port.ts"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import { DefaultSchool } from "../../domain/school/default-school.ts"
import type { EnrollmentId } from "../../domain/values/identifiers.ts"
import { openDirectory } from "../cli/door.ts"
import { UsageError } from "../cli/usage.ts"
import { currentHolder } from "../embedded/lock.ts"
import { startService } from "../node/service.ts"
import { stages } from "../sample/families.ts"
import { makeSampleFamilies } from "../sample/make.ts"
import type { Configuration } from "../settings/node.ts"

/** Wakes nobody: the service's relay looks for what is due by itself. */
const nobodyWoken = Layer.succeed(WakeUp, WakeUp.of({ wake: () => Effect.void }))

/** Waits until the student records of these enrollments are written or refused; returns those that were refused. */
const settled = Effect.fnUntraced(function*(ids: ReadonlyArray<EnrollmentId>) {
  const { getMany } = yield* Enrollments
  for (;;) {
    const enrollments = yield* getMany(ids)
    const inState = (state: string) => enrollments.filter(({ provisioning }) => provisioning.state === state)
    if (inState("pending").length === 0) return inState("needs_attention").map(({ enrollment_id }) => enrollment_id)
    yield* Effect.sleep("250 millis")
  }
})

/** What a person reads about it. */
const told = (dataDir: string, refused: ReadonlyArray<string>): string =>
  [
    ...stages.map(({ families, name }) => `${`${families}`.padStart(4)}  ${name}`),
    "",
    `${
      stages.reduce((sum, { families }) => sum + families, 0)
    } invented families are in ${dataDir}; npm start serves them.`,
    ...refused.map((id) =>
      `${id} needs attention: npm run cli -- provisioning list tells why, and editing step 4 mends it.`
    )
  ].join("\n")

/**
 * Leaves the sample families in the data folder: beside the service that runs on it, or with a service that runs only as long as needed.
 * Invented people have no place in anybody else's stores.
 */
export const keepSampleFamilies = Effect.fn("keepSampleFamilies")(function*(configuration: Configuration) {
  const { dataDir, databaseUrl, defaultSchoolId, dynamodbTable, smtpUrl } = configuration
  if (databaseUrl !== undefined || dynamodbTable !== undefined || smtpUrl !== undefined) {
    return yield* new UsageError({
      message: "--keep fills embedded stores only. Unset DATABASE_URL, DYNAMODB_TABLE and SMTP_URL."
    })
  }
  const holder = yield* Effect.promise(() => currentHolder(dataDir))
  if (holder?.base === undefined) yield* startService({ ...configuration, host: "127.0.0.1", port: 0 })
  const services = yield* openDirectory(configuration)
  const ids = yield* makeSampleFamilies().pipe(
    Effect.provide(Layer.merge(nobodyWoken, Layer.succeed(DefaultSchool, defaultSchoolId))),
    Effect.provide(services)
  )
  return ids.length === 0
    ? `The sample families are in ${dataDir} already.`
    : told(dataDir, yield* Effect.provide(settled(ids), services))
})
