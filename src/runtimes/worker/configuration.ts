import { Effect, Redacted } from "effect"
import type { Keys } from "../services/keys.ts"
import { readSes, type SesSettings } from "../services/ses.ts"
import { from, makeReader } from "../settings/environment.ts"
import { integer, text } from "../settings/readers.ts"
import { readSettings, type Settings } from "../settings/shared.ts"
import type { Bindings, WakeUpQueue } from "./platform.ts"

/** Every setting of the service on Workers. Nothing is embedded there, so stores and keys are required. */
export interface WorkerConfiguration extends Settings, SesSettings {
  readonly dynamodbTable: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: Redacted.Redacted }
  readonly keys: Keys
  readonly databaseUrl: Redacted.Redacted
  readonly wakeUps: WakeUpQueue
  readonly reconcileHours: number
}

const stringsOf = (bindings: Bindings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(bindings).filter((entry): entry is [string, string] => typeof entry[1] === "string")
  )

/** Reads the configuration from the variables, secrets and bindings; fails with everything that is wrong with it. */
export const configurationIn = (bindings: Bindings) =>
  Effect.gen(function*() {
    const reader = makeReader()
    /** A value that is there but cannot be read was already reported. */
    const needed = <A>(key: string, value: A | undefined): A => {
      if ((bindings[key] ?? "") === "") reader.wrong(key, "is needed")
      return value as A
    }
    const settings = yield* readSettings(reader)
    const { HYPERDRIVE, WAKE_UPS } = bindings
    const configuration: WorkerConfiguration = {
      ...settings,
      ...yield* readSes(reader),
      dynamodbTable: needed("DYNAMODB_TABLE", settings.dynamodbTable),
      credentials: {
        accessKeyId: needed("AWS_ACCESS_KEY_ID", yield* reader.optional("AWS_ACCESS_KEY_ID", text)),
        secretAccessKey: Redacted.make(
          needed("AWS_SECRET_ACCESS_KEY", yield* reader.optional("AWS_SECRET_ACCESS_KEY", text))
        )
      },
      keys: { signing: needed("SIGNING_KEY", settings.signingKey), hashing: needed("SEAL_KEY", settings.sealKey) },
      databaseUrl: Redacted.make(needed("HYPERDRIVE", HYPERDRIVE)?.connectionString),
      wakeUps: needed("WAKE_UPS", WAKE_UPS),
      reconcileHours: yield* reader.withDefault("RECONCILE_HOURS", integer(0, 8760), 24)
    }
    return yield* reader.checked(configuration)
  }).pipe(from(stringsOf(bindings)))
