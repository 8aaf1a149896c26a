import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import * as Native from "../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../src/adapters/postgres/student-records.ts"
import { StudentRecords } from "../src/domain/provisioning/student-records.port.ts"
import { recordSet } from "../test/fixtures/record-sets.ts"

/**
 * The put of this checkout on a server, for itself and for the benchmark of another checkout, which loads this file from here. The
 * students are numbered from `first`, so that two of them do not meet.
 */
export const openPutter = (url: string, first: number) => {
  let used = first
  const fresh = (count: number) => Array.from({ length: count }, () => recordSet(used++))
  const database = Native.layer({ url: Redacted.make(url) })
  const runtime = ManagedRuntime.make(PostgresRecords.layer.pipe(Layer.provideMerge(database)))
  return {
    fresh,
    /** Sets per second, given as lists of `size`, so many lists in flight. */
    put: async (count: number, size: number, inFlight: number): Promise<number> => {
      const sets = fresh(count)
      const lists = Array.from({ length: count / size }, (_, index) => sets.slice(index * size, (index + 1) * size))
      const start = performance.now()
      const outcomes = await runtime.runPromise(
        StudentRecords.use((records) =>
          Effect.forEach(lists, (list) => records.put(list, "newer"), { concurrency: inFlight })
        )
      )
      const elapsed = performance.now() - start
      if (!outcomes.flat().every(({ _tag }) => _tag === "Held")) throw new Error("a put did not go through")
      return count / elapsed * 1000
    },
    close: () => runtime.dispose()
  }
}
