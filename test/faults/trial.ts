import { assert } from "@effect/vitest"
import { checkHistory, described } from "../history/check-history.ts"
import { personal, tells } from "../log-scan/personal.ts"
import { chanceOf } from "./chance.ts"
import { clientsOf } from "./client.ts"
import { dumpOf } from "./dump.ts"
import { invitedFamilies } from "./families.ts"
import { untilQuiet } from "./quiet.ts"
import { replay } from "./report.ts"
import { openStage } from "./stage.ts"
import { watch } from "./watch.ts"

/** At most this many violations are shown. */
const shown = 20

/**
 * Opens a stage with its clients, families and watchers. The verdict comes at the end: once nothing is pending any more, it checks what
 * clients were told against what both stores hold. `file` is the test's file, for the line that plays it again.
 */
export const openTrial = async (file: string) => {
  const stage = await openStage()
  const clients = clientsOf(stage, chanceOf("clients"))
  const families = invitedFamilies(stage, chanceOf("families"))
  const watching = watch(stage.server.url, clients.history, chanceOf("watch"))
  let lines = 0
  const telling: Array<string> = []
  stage.onLog((line) => {
    lines++
    if (tells(line)) telling.push(line)
  })

  /** Judges and closes; returns figures. */
  const verdict = async () => {
    const quiet_ms = Math.round(await untilQuiet(stage))
    const { readings, sets, violations } = await watching.stop()
    const dump = await dumpOf(stage)
    const found = [
      ...violations,
      ...checkHistory(clients.history, dump, { logs: telling, personal })
    ]
    assert.isAbove(sets, 0, "the reader saw no set")
    assert.isAbove(lines, 0, "nothing was logged")
    assert.deepStrictEqual(
      found.slice(0, shown).map(described),
      [],
      `${found.length} violations; again: ${replay(file)}`
    )
    return {
      enrollments: dump.enrollments.length,
      students: dump.rows.students.length,
      violations: found.length,
      readings,
      log_lines: lines,
      ms_until_quiet: quiet_ms
    }
  }

  return { stage, clients, families, chance: chanceOf("walks"), verdict }
}
export type Trial = Awaited<ReturnType<typeof openTrial>>

/** Runs a trial. Any failure says how to play it again. */
export const inTrial = async (file: string, work: (trial: Trial) => Promise<void>): Promise<void> => {
  const trial = await openTrial(file)
  try {
    await work(trial)
  } catch (error) {
    console.error(`again: ${replay(file)}`)
    throw error
  } finally {
    await trial.stage.stop()
  }
}
