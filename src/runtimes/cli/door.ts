import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { sessionless } from "../../domain/access/session.ts"
import { AccessTokens } from "../../domain/access/tokens.port.ts"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import { createApp } from "../../http/app.ts"
import type { Platform } from "../../http/platform.ts"
import { keysInUse } from "../embedded/folder-keys.ts"
import { currentHolder, lockFolder } from "../embedded/lock.ts"
import { openStores } from "../embedded/open-stores.ts"
import { configuredTable, runningTable, tableIn } from "../embedded/places.ts"
import { seed } from "../embedded/seed.ts"
import { emptyKept } from "../services/kept.ts"
import { tokens, workflow } from "../services/workflow.ts"
import type { Configuration } from "../settings/node.ts"

export interface Answer {
  readonly status: number
  readonly body: unknown
}

const quiet: Platform = {
  corsOrigins: [],
  metrics: "closed",
  version: "",
  isDraining: () => false,
  clientAddress: () => undefined,
  requestsPerMinute: Number.MAX_SAFE_INTEGER
}

/** Makes a token for the command line itself, valid for one call: some commands make many calls. */
export const systemToken = Effect.gen(function*() {
  const claims = {
    sub: "system:cli",
    sid: sessionless,
    epoch: 0,
    role: "admin",
    grants: [{ role: "admin", school_id: "*" }]
  } as const
  return Redacted.value(yield* (yield* AccessTokens).mint(claims, 60))
})

/** The app itself, in this process, for when no service runs on the folder. It wakes nobody; the next service finds what is due. */
const ownFetch = Effect.fnUntraced(function*(configuration: Configuration) {
  const lock = yield* lockFolder(configuration.dataDir)
  const { services } = yield* openStores(configuration, lock)
  const runtime = ManagedRuntime.make(Layer.merge(
    Layer.succeedContext(services),
    Layer.succeed(WakeUp, WakeUp.of({ wake: () => Effect.void }))
  ))
  const app = createApp(() => runtime, quiet)
  return (path: string, init: RequestInit) => Promise.resolve(app.request(path, init))
})

/**
 * Asks the service: over HTTP where one runs on the data folder, otherwise one in this process on the same stores. The same routes answer
 * in both cases.
 */
export const openDoor = Effect.fn("openDoor")(function*(configuration: Configuration) {
  const keys = yield* keysInUse(configuration)
  const holder = yield* Effect.promise(() => currentHolder(configuration.dataDir))
  const base = holder?.base
  const fetchFrom = base === undefined
    ? yield* ownFetch(configuration)
    : (path: string, init: RequestInit) => fetch(base + path, init)
  const minting = yield* Layer.build(tokens(configuration, keys))
  return Effect.fnUntraced(function*(method: string, path: string, body?: unknown) {
    const token = yield* Effect.provide(systemToken, minting)
    return yield* Effect.promise(async (): Promise<Answer> => {
      const response = await fetchFrom(path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      const text = await response.text()
      return { status: response.status, body: text === "" ? null : JSON.parse(text) as unknown }
    })
  })
})

export type Ask = Effect.Success<ReturnType<typeof openDoor>>

/** Returns every school of the directory, by number: a command looks at these where none is named. */
export const schoolsThrough = Effect.fnUntraced(function*(ask: Ask) {
  const { body } = yield* ask("GET", "/staff/schools")
  const { schools } = body as { readonly schools: ReadonlyArray<{ readonly school_id: number }> }
  return schools.map(({ school_id }) => school_id)
})

/** Opens the directory and the token keys alone: nobody needs PostgreSQL to say who somebody is. */
export const openDirectory = Effect.fn("openDirectory")(function*(configuration: Configuration) {
  const keys = yield* keysInUse(configuration)
  const { dataDir, dynamodbTable } = configuration
  const holder = yield* Effect.promise(() => currentHolder(dataDir))
  const isMine = dynamodbTable === undefined && holder?.dynamodb === undefined
  const table = dynamodbTable !== undefined
    ? configuredTable(configuration, dynamodbTable)
    : holder?.dynamodb !== undefined
    ? runningTable(configuration, holder.dynamodb)
    : yield* tableIn(configuration, yield* lockFolder(dataDir))
  const directory = yield* Layer.build(workflow(configuration, keys, table, emptyKept()))
  // A table that was just created does not have a school to name yet.
  if (isMine) yield* Effect.provide(seed, directory)
  return directory
})
