import { Effect } from "effect"
import { enrollmentStatus } from "../../src/domain/enrollment/status.ts"
import { isUncertain } from "../history/history.ts"
import { answers, drafts } from "../simulation/answers.ts"
import { send } from "../simulation/browser.ts"
import type { Command } from "../simulation/commands.ts"
import { type Outcome, well } from "../simulation/fate.ts"
import { setStage } from "../simulation/stage.ts"

/** A fault at one call of the scenario, counted from 0. */
export interface Point {
  readonly call: number
  readonly outcome: Outcome
}

/** What happens before or after each call: the process dies, the call fails and nothing happened, or it fails although it happened. */
export const modes: ReadonlyArray<Outcome> = ["dies before", "dies after", "refused", "lost"]

const commands: ReadonlyArray<Command> = [
  { op: "begin", by: "family", key: "begin" },
  { op: "invite", by: "staff", key: "invite", child: "Kit" },
  { op: "step", by: "family", step: 1, data: answers[1][0] ?? {} },
  { op: "draft", by: "family", step: 2, data: drafts[0] ?? {} },
  { op: "step", by: "family", step: 2, data: answers[2][0] ?? {} },
  { op: "waive", by: "staff", step: 3 },
  { op: "step", by: "family", step: 4, data: answers[4][0] ?? {} },
  { op: "step", by: "family", step: 4, data: answers[4][1] ?? {} },
  { op: "draft", by: "family", step: 6, data: drafts[1] ?? {} },
  { op: "drop-draft", by: "family", step: 6 },
  { op: "step", by: "family", step: 5, data: answers[5][0] ?? {} },
  { op: "recover", by: "staff" },
  { op: "step", by: "family", step: 6, data: answers[6][0] ?? {} }
]

/** Longer than a sweep takes to move the events of the last step. */
const afterwards = 32_000
/** An idle relay makes the same calls again and again; this many are enough. */
const idleCalls = 40

/**
 * One family walks all steps and repeats each command until it is answered, in front of a process that is restarted whenever it dies. The
 * second wake-up gets lost, so that a sweep has something to do. Returns the calls that were made, and what went wrong.
 */
export const scenario = (points: ReadonlyArray<Point>) => {
  const { families: [family], network, run, time, world } = setStage({
    seed: 1,
    start: Date.parse("2024-12-11T16:00:00.000Z"),
    families: 1
  })
  if (family === undefined) throw new Error("one family is needed")
  const calls: Array<string> = []
  let [idle, wakeUps] = [0, 0]
  const result = run(
    {
      skews: [0],
      failsAlone: () => false,
      losesWakeUp: () => ++wakeUps === 2,
      fateOf: (port, method) => {
        if (port === "Outbox" && ++idle > idleCalls) return { ...well, back: 1 }
        calls.push(`${port}.${method}`)
        const point = points.find(({ call }) => call === calls.length - 1)
        return { there: 0, back: 1, outcome: point?.outcome ?? "well" }
      }
    },
    Effect.gen(function*() {
      for (const command of commands) {
        do yield* time.sleep(300)
        while (isUncertain(yield* send(network, "browser", family, command)))
      }
      yield* time.sleep(afterwards)
    })
  )
  const enrollment = world.enrollments.get(family.enrollment_id)
  const status = enrollment === undefined ? "nothing" : enrollmentStatus(enrollment)
  return { calls, violations: [...result.violations, ...status === "completed" ? [] : [`it ended as ${status}`]] }
}

/** Returns what goes wrong with these points, if anything. */
export const violationsAt = (points: ReadonlyArray<Point>): ReadonlyArray<string> => {
  const { calls, violations } = scenario(points)
  const told = points.map(({ call, outcome }) => `${outcome} at call ${call}, ${calls[call]}`).join(" and ")
  return violations.map((violation) => `${told}: ${violation}`)
}
