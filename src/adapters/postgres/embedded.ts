import { PGlite } from "@electric-sql/pglite"
import { Effect, Layer } from "effect"
import { Database } from "./database.ts"
import { failureOf } from "./failure.ts"
import { measuredDatabase } from "./measured-database.ts"

const make = (folder: string | undefined) =>
  Effect.gen(function*() {
    const engine = yield* Effect.acquireRelease(
      Effect.promise(() => folder === undefined ? PGlite.create() : PGlite.create(folder)),
      (engine) => Effect.promise(() => engine.close())
    )
    return measuredDatabase({
      query: ({ text, values }) =>
        Effect.tryPromise({
          try: async () => (await engine.query<Record<string, unknown>>(text, [...values])).rows,
          catch: failureOf
        }),
      transaction: (work) =>
        Effect.tryPromise({
          try: () =>
            engine.transaction((transaction) =>
              work(async (text, values = []) =>
                (await transaction.query<Record<string, unknown>>(text, [...values])).rows
              )
            ),
          catch: failureOf
        })
    })
  })

/**
 * PostgreSQL inside this process, on a folder or, without one, in memory. It has no lock of its own: two processes on one folder destroy
 * it, so a caller that names a folder must hold a lock on it.
 */
export const layer = ({ folder }: { readonly folder?: string } = {}) => Layer.effect(Database, make(folder))
