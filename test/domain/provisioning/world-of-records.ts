import { Clock, Effect, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import * as StudentRecordsAdapter from "../../../src/adapters/memory/student-records.ts"
import * as WorkflowStore from "../../../src/adapters/memory/workflow-store.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import * as Entropy from "../../../src/adapters/webcrypto/entropy.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { applied } from "../../../src/domain/enrollment/provisioning.ts"
import type { StepNumber } from "../../../src/domain/enrollment/step.ts"
import { studentUniqueIdOf } from "../../../src/domain/invitation/identifiers.ts"
import * as Circuit from "../../../src/domain/provisioning/circuit.ts"
import { reconcile } from "../../../src/domain/provisioning/reconcile.ts"
import type { Reconciliation, Schools } from "../../../src/domain/provisioning/reconciliation.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import * as Seals from "../../fixtures/seals.ts"
import { minute } from "../enrollment-walk.ts"

export const stores = Layer.mergeAll(WorkflowStore.layer, StudentRecordsAdapter.layer).pipe(
  Layer.provideMerge(World.layer)
)
export const others = Layer.mergeAll(Circuit.layer, Seals.layer, Entropy.layer)
export const worldLayer = Layer.mergeAll(stores, others)

/** A day after the steps of the examples. */
export const dayAfter = TestClock.setTime(Date.parse(minute(24 * 60)))

/** An enrollment as it is once its records are written, and its rows. */
export const enrolled = Effect.fnUntraced(function*(last: 0 | StepNumber, school_id = 1) {
  const { enrollments } = yield* World.World
  const enrollment = enrollmentOf(invitationOf({ school_id }), last)
  const settled = !recordsDue(enrollment) ? enrollment : {
    ...enrollment,
    provisioning: applied(enrollment.provisioning, enrollment.version, minute(30))
  }
  enrollments.set(settled.enrollment_id, settled)
  if (recordsDue(settled)) {
    yield* (yield* StudentRecords).put([Result.getOrThrow(projectStudentRecords(settled))], "newer")
  }
  return settled
})

/** One of each kind of disagreement among others that agree, by kind. */
export const planted = Effect.gen(function*() {
  const { enrollments, records } = yield* World.World
  for (const last of [0, 2, 4, 6] as const) {
    for (const school_id of [1, 2]) yield* enrolled(last, school_id)
  }
  const [missing, half, stale, drifted, ahead, unreadable, extra, orphan] = yield* Effect.forEach(
    Array.from({ length: 8 }, (_, index) => index % 2 + 1),
    (school_id) => enrolled(6, school_id)
  )
  if (!missing || !half || !stale || !drifted || !ahead || !unreadable || !extra || !orphan) {
    return yield* Effect.die("eight are needed")
  }
  const idOf = ({ enrollment_id }: Enrollment) => studentUniqueIdOf(enrollment_id)
  const heldOf = (enrollment: Enrollment) => records.get(idOf(enrollment)) ?? {}
  const atVersion = (enrollment: Enrollment, enrollment_version: number) => {
    const { extension, ...rest } = heldOf(enrollment)
    if (extension === undefined) return
    records.set(idOf(enrollment), {
      ...rest,
      extension: { ...extension, row: { ...extension.row, enrollment_version } }
    })
  }
  records.delete(idOf(missing))
  const { user: _, ...withoutUser } = heldOf(half)
  records.set(idOf(half), withoutUser)
  atVersion(stale, 2)
  const { student, ...rest } = heldOf(drifted)
  if (student !== undefined) {
    const row = { ...student.row, first_name: "Eve", source_system_descriptor: "Elsewhere" }
    records.set(idOf(drifted), { ...rest, student: { ...student, row } })
  }
  atVersion(ahead, 99)
  enrollments.set(
    unreadable.enrollment_id,
    { ...unreadable, steps: { ...unreadable.steps, 4: { state: "completed" } } } as unknown as Enrollment
  )
  enrollments.delete(extra.enrollment_id)
  enrollments.set(orphan.enrollment_id, {
    ...enrollmentOf(invitationOf({ school_id: 2 }), 3),
    enrollment_id: orphan.enrollment_id
  })
  return { missing, half, stale, drifted, ahead, unreadable, extra, orphan }
})

/** One slice; `forMs` 0 is one page of each open segment. */
export const slice = Effect.fnUntraced(
  function*({ forMs = 3_600_000, repair = false, schools = "*" }: {
    readonly forMs?: number
    readonly repair?: boolean
    readonly schools?: Schools
  } = {}) {
    return yield* reconcile({ repair, schools, deadline: (yield* Clock.currentTimeMillis) + forMs })
  }
)

/** Slice by slice until it is finished. */
export const reconciled = Effect.fnUntraced(function*(asked: Parameters<typeof slice>[0] = {}) {
  let slices = 0
  let run: Reconciliation
  do {
    run = yield* slice(asked)
    slices++
  } while (run.finished_at === undefined && slices < 10_000)
  return { run, slices }
})
