import { answersOf } from "./answer-invariants.ts"
import { claimsOf } from "./claim-invariants.ts"
import { eventsOf } from "./event-invariants.ts"
import type { Dump, Exchange, Violation } from "./history.ts"
import { asOfFirstAsked, keysOf } from "./key-invariants.ts"
import { recordsOf } from "./record-invariants.ts"

/** What is checked besides answers and stores: everything that was logged, and what must not be in it. */
export interface Discretion {
  readonly logs: ReadonlyArray<string>
  readonly personal: ReadonlyArray<string | RegExp>
}

/** I13: no line says anything personal. The violation does not repeat it. */
const discreet = ({ logs, personal }: Discretion): ReadonlyArray<Violation> =>
  logs.flatMap((line, index) =>
    personal.some((word) => typeof word === "string" ? line.includes(word) : word.test(line))
      ? [{ invariant: 13, enrollment_id: "", expected: "nothing personal in the log", found: `line ${index + 1}` }]
      : []
  )

/** I3: every enrollment that was begun, or answered at all, is there. */
const noneLost = (history: ReadonlyArray<Exchange>, dump: Dump): ReadonlyArray<Violation> => {
  const known = new Set<string>(dump.enrollments.map(({ enrollment_id }) => enrollment_id))
  const told = new Set(history.flatMap(({ answer }) => answer?.enrollment_id ?? []))
  return [...told].filter((id) => !known.has(id)).map((enrollment_id) => ({
    invariant: 3,
    enrollment_id,
    expected: "the enrollment that was answered",
    found: "nothing"
  }))
}

/**
 * Returns every violation of the invariants that can be seen from what clients were answered and what both stores hold, once everything is
 * quiet. The audit chain (I12) is not among them; half sets (I2) are left to a reader that polls.
 */
export const checkHistory = (
  history: ReadonlyArray<Exchange>,
  dump: Dump,
  discretion: Discretion = { logs: [], personal: [] }
): ReadonlyArray<Violation> => {
  const exchanges = Map.groupBy(
    asOfFirstAsked(history),
    ({ answer, enrollment_id }) => answer?.enrollment_id ?? enrollment_id
  )
  const moved = Map.groupBy(dump.events, ({ subject }) => subject)
  const ofEach = dump.enrollments.flatMap((enrollment) => {
    const { enrollment_id } = enrollment
    const all = [...moved.get(enrollment_id) ?? [], ...Object.values(enrollment.events)]
    const events = [...new Map(all.map((event) => [event.id, event])).values()]
    const subject = { enrollment, events, exchanges: exchanges.get(enrollment_id) ?? [] }
    return [...answersOf(subject), ...eventsOf(subject)].map((found) => ({ ...found, enrollment_id }))
  })
  return [
    ...noneLost(history, dump),
    ...ofEach,
    ...recordsOf(dump),
    ...keysOf(history, dump),
    ...claimsOf(dump),
    ...discreet(discretion)
  ]
}

/** One line per violation. */
export const described = ({ enrollment_id, expected, found, invariant }: Violation): string =>
  `I${invariant} ${enrollment_id} expected ${expected}, found ${found}`
