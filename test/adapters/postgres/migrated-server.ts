import { Context, Effect, Layer, Redacted } from "effect"
import { migrate } from "../../../src/adapters/postgres/migrate.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../../../src/adapters/postgres/student-records.ts"
import { startNativePostgres } from "./native.ts"

const migrations = new URL("../../../drizzle", import.meta.url).pathname

/** A native server that has the tables. */
export class Server
  extends Context.Service<Server, { readonly url: string; readonly stop: () => Promise<void> }>()("test/Server")
{
  static readonly layer = Layer.effect(
    Server,
    Effect.gen(function*() {
      const server = yield* Effect.acquireRelease(
        Effect.promise(() => startNativePostgres()),
        ({ stop }) => Effect.promise(stop)
      )
      yield* migrate(migrations).pipe(Effect.provide(Native.layer({ url: Redacted.make(server.url) })))
      return server
    })
  )
}

/** The records, and the database for a test's own queries. */
export const recordsAt = (url: string, options: Partial<Native.NativeOptions> = {}) =>
  PostgresRecords.layer.pipe(Layer.provideMerge(Native.layer({ url: Redacted.make(url), ...options })))
