import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Option } from "effect"
import * as World from "../../../src/adapters/memory/world.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { discrepancyKinds } from "../../../src/domain/reconciliation/discrepancy.ts"
import { Reconciliations } from "../../../src/domain/reconciliation/reconciliations.port.ts"
import { progressOf, type Reconciliation } from "../../../src/domain/reconciliation/run.ts"
import { remaining, totalOf } from "../../../src/domain/reconciliation/tally.ts"
import { studentUniqueIdOf } from "../../../src/domain/values/identifiers.ts"
import { dayAfter, enrolled, planted, reconciled, slice, worldLayer } from "../../fixtures/world-of-records.ts"

const sorted = ({ findings }: Reconciliation) => findings.map((finding) => JSON.stringify(finding)).toSorted()

const kindsOf = (run: Reconciliation) => run.findings.map(({ kind }) => kind).toSorted()

const left = ({ tallies }: Reconciliation, schools: "*" | ReadonlyArray<number> = "*") => {
  const total = totalOf(tallies, schools)
  return Object.fromEntries(
    discrepancyKinds.map((kind) => [kind, remaining(total, kind)]).filter(([, count]) => count !== 0)
  )
}

describe("reconcile", () => {
  it.effect("finds nothing where both stores agree, and counts what it has seen", () =>
    Effect.gen(function*() {
      yield* dayAfter
      for (const last of [0, 3, 4, 5, 6] as const) yield* enrolled(last)
      const { run } = yield* reconciled()
      assert.deepStrictEqual(run.findings, [])
      assert.deepStrictEqual(totalOf(run.tallies, "*"), {
        enrollments: 5,
        due: 3,
        students: 3,
        found: {},
        repaired: {}
      })
      assert.strictEqual(progressOf(run), 1)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("names one of each kind, with its columns: personal values as hashes", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const plants = yield* planted
      const { run } = yield* reconciled()
      const named = Object.fromEntries(run.findings.map((finding) => [finding.enrollment_id, finding]))
      const expected = {
        missing: plants.missing,
        half: plants.half,
        stale: plants.stale,
        drifted: plants.drifted,
        ahead: plants.ahead,
        unreadable: plants.unreadable,
        extra: plants.extra
      }
      for (const [kind, { enrollment_id, school_id }] of Object.entries(expected)) {
        assert.deepInclude(named[enrollment_id], { kind, school_id, repaired: false }, kind)
        assert.strictEqual(named[enrollment_id]?.student_unique_id, studentUniqueIdOf(enrollment_id))
      }
      assert.deepInclude(named[plants.orphan.enrollment_id], { kind: "extra", state: null })
      assert.strictEqual(run.findings.length, 8)
      assert.deepStrictEqual(totalOf(run.tallies, "*").found, {
        extra: 2,
        missing: 1,
        ahead: 1,
        half: 1,
        stale: 1,
        drifted: 1,
        unreadable: 1
      })
      const { columns = [], state } = named[plants.drifted.enrollment_id] ?? {}
      assert.strictEqual(state, "applied")
      const [name, source] = columns
      assert.strictEqual(columns.length, 2)
      assert.deepInclude(name, { record: "student", column: "first_name" })
      assert.match(name?.stored ?? "", /^#[\w-]{8}$/)
      assert.match(name?.wanted ?? "", /^#[\w-]{8}$/)
      assert.notStrictEqual(name?.stored, name?.wanted)
      assert.deepStrictEqual(source, {
        record: "student",
        column: "source_system_descriptor",
        stored: '"Elsewhere"',
        wanted: '"TSA_Admissions_Portal"'
      })
      assert.notMatch(JSON.stringify(run), /Eve|Ada|Lovelace|2014-03/)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("in slices of one page says what one go says", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const once = yield* reconciled()
      const sliced = yield* reconciled({ forMs: 0 })
      assert.strictEqual(once.slices, 1)
      assert.isAbove(sliced.slices, 15)
      assert.deepStrictEqual(sliced.run.tallies, once.run.tallies)
      assert.deepStrictEqual(sorted(sliced.run), sorted(once.run))
      assert.notStrictEqual(sliced.run.run_id, once.run.run_id)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("goes on where it stopped, and says how far it is", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const { get } = yield* Reconciliations
      const seen: Array<number> = []
      let stored: Reconciliation | undefined
      while (stored?.finished_at === undefined) {
        const run = yield* slice({ forMs: 0 })
        stored = Option.getOrUndefined(yield* get("all"))
        assert.deepStrictEqual(stored, run)
        seen.push(progressOf(run))
      }
      assert.deepStrictEqual(seen, seen.toSorted((one, other) => one - other))
      assert.isAbove(new Set(seen).size, 15)
      assert.strictEqual(seen.at(-1), 1)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("repairs what projecting again sets right, deletes nothing, and then finds only what is a person's", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const plants = yield* planted
      const { enrollments, records } = yield* World.World
      const before = { enrollments: enrollments.size, students: new Set(records.keys()) }
      const { run } = yield* reconciled({ repair: true })
      const repairable = ["missing", "half", "stale", "drifted"]
      for (const { kind, repaired } of run.findings) assert.strictEqual(repaired, repairable.includes(kind), kind)
      assert.deepStrictEqual(left(run), { extra: 2, ahead: 1, unreadable: 1 })
      const second = yield* reconciled()
      assert.deepStrictEqual(kindsOf(second.run), ["ahead", "extra", "extra", "unreadable"])
      assert.strictEqual(enrollments.size, before.enrollments)
      for (const id of before.students) assert.isTrue(records.has(id))
      const { extension, student } = records.get(studentUniqueIdOf(plants.drifted.enrollment_id)) ?? {}
      assert.strictEqual(student?.row.first_name, "Ada")
      assert.strictEqual(extension?.row.enrollment_version, plants.drifted.version)
      const held = records.get(studentUniqueIdOf(plants.ahead.enrollment_id))
      assert.strictEqual(held?.extension?.row.enrollment_version, 99)
      const outcome = enrollments.get(plants.missing.enrollment_id)
      assert.deepInclude(outcome?.provisioning, { state: "applied", applied_version: plants.missing.version })
    }).pipe(Effect.provide(worldLayer)))

  it.effect("a tombstone disagrees with nothing and is no student; rows beside one are extra", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const { enrollments, records } = yield* World.World
      const [erased, restored, gone, agreeing] = yield* Effect.forEach([1, 2, 1, 1], (school) => enrolled(6, school))
      if (!erased || !restored || !gone || !agreeing) return assert.fail("four are needed")
      const closure = { status: "erased", at: "2026-01-01T00:00:00.000Z", on: "2026-01-01" } as const
      enrollments.set(erased.enrollment_id, { ...erased, closure })
      enrollments.delete(gone.enrollment_id)
      const three = [erased, restored, gone].map(({ enrollment_id }) => studentUniqueIdOf(enrollment_id))
      const before = three.map((id) => records.get(id))
      for (const id of three) records.set(id, { erased: true })
      const { run } = yield* reconciled({ repair: true })
      assert.deepStrictEqual(run.findings, [])
      assert.strictEqual(totalOf(run.tallies, "*").students, 1)
      for (const id of three) assert.deepStrictEqual(records.get(id), { erased: true })
      three.forEach((id, index) => {
        const user = before[index]?.user
        if (user !== undefined) records.set(id, { erased: true, user })
      })
      const { run: second } = yield* reconciled({ repair: true })
      assert.deepStrictEqual(kindsOf(second), ["extra", "extra", "extra"])
      assert.sameMembers(second.findings.map(({ student_unique_id }) => student_unique_id), three)
      assert.deepStrictEqual(left(second), { extra: 3 })
    }).pipe(Effect.provide(worldLayer)))

  it.effect("of one school says what the whole says of it", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const { run: whole } = yield* reconciled()
      for (const school_id of [1, 2]) {
        const { run } = yield* reconciled({ schools: [school_id] })
        assert.deepStrictEqual(totalOf(run.tallies, "*"), totalOf(whole.tallies, [school_id]))
        assert.deepStrictEqual(
          sorted(run),
          sorted({ ...whole, findings: whole.findings.filter((finding) => finding.school_id === school_id) })
        )
        assert.isAbove(run.findings.length, 1)
      }
    }).pipe(Effect.provide(worldLayer)))

  it.effect("repairs in one school only what is asked for", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const plants = yield* planted
      yield* reconciled({ schools: [plants.missing.school_id], repair: true })
      const { run } = yield* reconciled()
      assert.notInclude(run.findings.map(({ enrollment_id }) => enrollment_id), plants.missing.enrollment_id)
      assert.include(run.findings.map(({ enrollment_id }) => enrollment_id), plants.half.enrollment_id)
      assert.notStrictEqual(plants.half.school_id, plants.missing.school_id)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("names 500 at most, and counts all", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const { records } = yield* World.World
      for (let count = 0; count < 620; count++) yield* enrolled(4)
      records.clear()
      const { run } = yield* reconciled({ forMs: 0 })
      assert.strictEqual(run.findings.length, 500)
      assert.deepStrictEqual(totalOf(run.tallies, "*").found, { missing: 620 })
    }).pipe(Effect.provide(worldLayer)))

  it.effect("says no more of its findings than an item holds, however much drifted", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const { records } = yield* World.World
      for (let count = 0; count < 400; count++) yield* enrolled(6)
      for (const [id, { student, ...others }] of records) {
        if (!student) continue
        const spoiled = Object.fromEntries(
          Object.entries(student.row).map(([column, value]) => [
            column,
            column === "student_unique_id" ? value : `not ${value}`
          ])
        ) as unknown as typeof student.row
        records.set(id, { ...others, student: { ...student, row: spoiled } })
      }
      const { run } = yield* reconciled()
      assert.deepStrictEqual(totalOf(run.tallies, "*").found, { drifted: 400 })
      assert.isAbove(run.findings.length, 50)
      assert.isBelow(JSON.stringify(run).length, 250_000)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("leaves alone what is about to be put, and names it when it has waited for a minute", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const { enrollments, records } = yield* World.World
      const waiting = yield* enrolled(4)
      records.clear()
      const now = yield* Clock.currentTimeMillis
      const wanted = (ms: number) =>
        enrollments.set(waiting.enrollment_id, {
          ...waiting,
          provisioning: { ...waiting.provisioning, state: "pending", wanted_at: new Date(now - ms).toISOString() }
        })
      wanted(59_000)
      assert.deepStrictEqual(kindsOf((yield* reconciled()).run), [])
      wanted(60_000)
      assert.deepStrictEqual(kindsOf((yield* reconciled()).run), ["missing"])
      yield* reconciled({ repair: true })
      assert.strictEqual((yield* (yield* StudentRecords).page(undefined, 9)).length, 1)
      assert.strictEqual(enrollments.get(waiting.enrollment_id)?.provisioning.state, "applied")
    }).pipe(Effect.provide(worldLayer)))
})
