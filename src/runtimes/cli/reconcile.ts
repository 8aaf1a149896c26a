import { Effect } from "effect"
import type { ConsistencyReport } from "../../domain/provisioning/consistency.ts"
import { type Command, shown } from "./command.ts"
import { consistencyTable, progressBar, totalRemaining } from "./consistency-table.ts"
import { openDoor } from "./door.ts"
import { usage, UsageError } from "./usage.ts"

/** Drawn over and over on a terminal; anything else is told the end only. */
const draw = (line: string) =>
  Effect.sync(() => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
  })

/** Compares both stores, slice by slice, until the run is finished. */
export const reconcile: Command = Effect.fn("reconcileCommand")(function*(configuration, { json, repair, school }) {
  if (school !== undefined && !/^\d{1,10}$/.test(school)) return yield* new UsageError({ message: usage })
  const ask = yield* openDoor(configuration)
  const body = { repair: repair === true, ...(school !== undefined && { school_id: Number(school) }) }
  let progress: number | undefined
  while (true) {
    const answer = yield* ask("POST", "/staff/reconcile", body)
    if (answer.status >= 400) return shown(answer)
    const { report } = answer.body as { readonly report: ConsistencyReport }
    yield* draw(report.finished_at === null ? progressBar(report) : "")
    if (report.finished_at !== null) {
      const text = json === true ? JSON.stringify(report, null, 2) : consistencyTable(report)
      return { text, failed: totalRemaining(report) > 0, isReport: true }
    }
    // Another process is at it: it need not be asked all the time.
    if (report.progress === progress) yield* Effect.sleep("500 millis")
    progress = report.progress
  }
})
