import { DateTime, Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { type StoredStudent, StudentRecords } from "../provisioning/student-records.port.ts"
import { throughCircuit } from "../provisioning/through-circuit.ts"
import { allThenFail } from "../store/all-then-fail.ts"
import { compareEnrollments } from "./compare-enrollments.ts"
import { countStudents, findExtra, studentsWithin } from "./compare-students.ts"
import { isEven, isSuspicious, noFingerprint, withIds } from "./fingerprint.ts"
import { advanced, nothingSeen, type Position, type Reconciliation, seenTogether, segments } from "./run.ts"

/** A larger page is no faster (measured), and keeps the processor from requests for longer. */
const pageSize = 500

type EnrollmentsPosition = Extract<Position, { readonly pass: "enrollments" }>
type StudentsPosition = Exclude<Position, EnrollmentsPosition>

/**
 * Walks one page of each open segment. A segment that is done makes room for the next. If one fails, the others still go to their end: the
 * one that probes PostgreSQL after an outage must live to hear its answer, while the others are told at once that it is away.
 */
const enrollmentsStep = Effect.fnUntraced(function*(run: Reconciliation, { begun, open }: EnrollmentsPosition) {
  const { scan } = yield* Enrollments
  const walked = yield* allThenFail(open, ({ after, segment }) =>
    Effect.gen(function*() {
      const page = yield* scan({ segment, segments, after, limit: pageSize })
      return { segment, next: page.next, ...yield* compareEnrollments(page, run) }
    }), open.length)
  const going = walked.flatMap(({ next, segment }) => next === undefined ? [] : [{ segment, after: next }])
  const upTo = Math.min(segments, begun + open.length - going.length)
  const fresh = Array.from({ length: upTo - begun }, (_, index) => ({ segment: begun + index }))
  const next: Position = { pass: "enrollments", open: [...going, ...fresh], begun: upTo }
  const fingerprint = withIds(run.fingerprint, walked.flatMap(({ stored }) => stored), 1)
  const seen = walked.reduce((sum, each) => seenTogether(sum, each.seen), nothingSeen)
  return advanced({ ...run, fingerprint }, next.open.length === 0 ? { pass: "students" } : next, seen)
})

/** Counts one page of the students, and removes them from the fingerprint. */
const countingStep = (run: Reconciliation, students: ReadonlyArray<StoredStudent>, after: string) => {
  const fingerprint = withIds(run.fingerprint, students.map(({ student_unique_id }) => student_unique_id), -1)
  return advanced({ ...run, fingerprint }, { pass: "students", after }, countStudents(students))
}

const studentsStep = Effect.fnUntraced(function*(run: Reconciliation, { after, pass }: StudentsPosition) {
  const page = yield* throughCircuit((yield* StudentRecords).page(after, pageSize))
  const last = page.at(-1)?.student_unique_id
  if (last === undefined) {
    return pass === "extra" || isEven(run.fingerprint)
      ? { ...run, fingerprint: noFingerprint, finished_at: DateTime.formatIso(yield* DateTime.now) }
      : { ...run, position: { pass: "extra" } } satisfies Reconciliation
  }
  const students = studentsWithin(page, run.schools)
  if (pass === "students") return countingStep(run, students, last)
  const suspects = students.filter(({ student_unique_id }) => isSuspicious(run.fingerprint, student_unique_id))
  return advanced(run, { pass, after: last }, yield* findExtra(suspects))
})

/** Walks a page of each open segment, or of the students. Returns the run as it is afterwards. */
export const reconcileStep = (run: Reconciliation) =>
  run.position.pass === "enrollments" ? enrollmentsStep(run, run.position) : studentsStep(run, run.position)
