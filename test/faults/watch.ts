import { Effect, ManagedRuntime } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { studentUniqueIdOf } from "../../src/domain/values/identifiers.ts"
import type { EnrollmentId } from "../../src/domain/values/identifiers.ts"
import { recordsAt } from "../adapters/postgres/migrated-server.ts"
import { halfSetReader } from "../history/half-sets.ts"
import type { Exchange, Violation } from "../history/history.ts"

/** How many students are looked at together: the last ones that were mentioned, and as many out of all. */
const looked = 100

/**
 * Keeps reading sets of students from PostgreSQL, each time in one statement: those that were mentioned last, and others by chance. Takes
 * at most a tenth of the time, so that it does not distort the load.
 */
export const watch = (url: string, history: ReadonlyArray<Exchange>, chance: () => number) => {
  const reader = halfSetReader()
  const violations: Array<Violation> = []
  const runtime = ManagedRuntime.make(recordsAt(url, { max: 1, timeoutMs: 1000 }))
  let isWatching = true
  const some = () => {
    const all = history.length
    const any = Array.from({ length: looked }, () => history[Math.floor(chance() * all)])
    const ids = new Set([...history.slice(-looked), ...any].flatMap((each) => each?.enrollment_id ?? []))
    return [...ids].map((id) => studentUniqueIdOf(id as EnrollmentId))
  }
  const watching = (async () => {
    while (isWatching) {
      const began = performance.now()
      const sets = await runtime.runPromise(
        StudentRecords.use(({ find }) => find(some())).pipe(Effect.orElseSucceed(() => undefined))
      )
      if (sets !== undefined) violations.push(...reader.look(sets))
      await sleep(Math.max(5, 9 * (performance.now() - began)))
    }
    await runtime.dispose()
  })()
  return {
    stop: async () => {
      isWatching = false
      await watching
      return { violations, ...reader.seen() }
    }
  }
}
