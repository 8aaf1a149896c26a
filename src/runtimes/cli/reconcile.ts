import { Effect } from "effect"
import type { ConsistencyReport } from "../../domain/reconciliation/consistency.ts"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { openDoor } from "./door.ts"
import { consistencyTable, progressBar, totalRemaining } from "./tables/consistency.ts"

/** Redraws the line on a terminal; anywhere else, only the end is printed. */
const draw = (line: string) =>
  Effect.sync(() => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
  })

/** Compares both stores, slice by slice, until the run is finished. */
export const reconcile: Command<{ readonly repair?: boolean; readonly school?: number }> = Effect.fn(
  "reconcileCommand"
)(function*(configuration, { repair = false, school }) {
  const ask = yield* openDoor(configuration)
  const body = { repair, ...(school !== undefined && { school_id: school }) }
  let progress: number | undefined
  while (true) {
    const answer = yield* ask("POST", "/staff/reconcile", body)
    if (answer.status >= 400) return answered(answer, String)
    const { report } = answer.body as { readonly report: ConsistencyReport }
    yield* draw(report.finished_at === null ? progressBar(report) : "")
    if (report.finished_at !== null) {
      return { text: consistencyTable(report), data: report, failed: totalRemaining(report) > 0, isReport: true }
    }
    // Another process works on it, so there is no need to ask all the time.
    if (report.progress === progress) yield* Effect.sleep("500 millis")
    progress = report.progress
  }
})
