import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { applied, refused } from "../../../src/domain/enrollment/provisioning.ts"
import type { AssociationRow } from "../../../src/domain/enrollment/student-record-set.ts"
import { recordNames } from "../../../src/domain/provisioning/differences.ts"
import type { StoredRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { compareRecords } from "../../../src/domain/reconciliation/compare-records.ts"
import { clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"
import { completed, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const late = minute(100_000)

/** Returns the rows that a put of this enrollment leaves. */
const rowsOf = (enrollment: Enrollment): StoredRecords => {
  const { school: _, ...rows } = Result.getOrThrow(projectStudentRecords(enrollment))
  return { student_unique_id: rows.student.student_unique_id, ...rows, erased: false }
}
const appliedOf = (enrollment: Enrollment): Enrollment => ({
  ...enrollment,
  provisioning: applied(enrollment.provisioning, enrollment.version, minute(30))
})
const associationOf = ({ associations: [first] }: StoredRecords): AssociationRow => {
  if (first === undefined) throw new Error("there is none")
  return first
}
const kindOf = (enrollment: Enrollment, stored: StoredRecords | undefined, now = late) =>
  compareRecords(enrollment, stored, now)?.kind

const walked = appliedOf(walkedTo(4))
const rows = rowsOf(walked)
const versionOf = (stored: StoredRecords, enrollment_version: number): StoredRecords => ({
  ...stored,
  extension: stored.extension === null ? null : { ...stored.extension, enrollment_version }
})

const later: AssociationRow = { ...associationOf(rows), entry_date: "2025-08-15" }
const tombstone: StoredRecords = {
  ...rows,
  student: null,
  associations: [],
  extension: null,
  user: null,
  erased: true
}

describe("a discrepancy", () => {
  it("is none where the rows are as projected, also by an older version that projects alike", () => {
    assert.isUndefined(kindOf(walked, rows))
    assert.isUndefined(kindOf({ ...walked, version: 9 }, rows))
    assert.isUndefined(kindOf({ ...walked, version: 9 }, versionOf(rows, 9)))
    assert.isUndefined(kindOf(walkedTo(3), undefined))
  })

  it("is missing, half, ahead, stale or extra", () => {
    assert.strictEqual(kindOf(walked, undefined), "missing")
    for (const record of ["student", "extension", "user"]) {
      assert.strictEqual(kindOf(walked, { ...rows, [record]: null }), "half", record)
    }
    assert.strictEqual(kindOf(walked, { ...rows, associations: [] }), "half")
    assert.strictEqual(kindOf(walked, { ...rows, associations: [...rows.associations, later] }), "half")
    assert.strictEqual(kindOf(walked, { ...rows, associations: [later] }), "half")
    assert.strictEqual(kindOf(walked, { ...versionOf(rows, 4), associations: [later] }), "half")
    assert.strictEqual(kindOf(walked, versionOf(rows, 6)), "ahead")
    assert.strictEqual(kindOf(walked, versionOf(rows, 4)), "stale")
    assert.strictEqual(kindOf(walkedTo(3), rows), "extra")
  })

  it("is one thing: the first of extra, missing, ahead, half, stale, drifted", () => {
    const drifted = { ...rows, user: rows.user === null ? null : { ...rows.user, given_name: "Eve" } }
    assert.strictEqual(kindOf(walked, drifted), "drifted")
    assert.strictEqual(kindOf(walked, versionOf(drifted, 4)), "stale")
    assert.strictEqual(kindOf(walked, { ...versionOf(drifted, 4), student: null }), "half")
    assert.strictEqual(kindOf(walked, { ...versionOf(drifted, 6), student: null }), "ahead")
    assert.strictEqual(kindOf(walkedTo(3), versionOf(drifted, 6)), "extra")
  })

  it("is none of a tombstone, whatever the enrollment; with any row beside it, extra", () => {
    for (const enrollment of [walked, walkedTo(3), walkedTo(4), { ...walked, version: 2 }]) {
      assert.isUndefined(kindOf(enrollment, tombstone))
      for (const record of ["student", "user", "associations"] as const) {
        assert.strictEqual(kindOf(enrollment, { ...tombstone, [record]: rows[record] }), "extra", record)
      }
    }
  })

  it("is none where only the release before left the arbiter's school open", () => {
    const extension = { ...rows.extension, school_id: null } as never
    assert.isUndefined(kindOf(walked, { ...rows, extension }))
    assert.strictEqual(kindOf(walked, { ...rows, extension: { ...rows.extension, school_id: 2 } as never }), "drifted")
  })

  it("is unreadable where the enrollment does not project", () => {
    const broken = { ...stepData[4], student_info: { ...stepData[4].student_info, grade_level: "Thirteenth" } }
    const enrollment = { ...walked, steps: { ...walked.steps, 4: { ...walked.steps[4], data: broken } } } as Enrollment
    assert.isTrue(recordsDue(enrollment))
    assert.strictEqual(kindOf(enrollment, rows), "unreadable")
  })

  it("is none for a minute after the records were wanted; a refused enrollment has none", () => {
    const pending = walkedTo(4)
    const wanted = Date.parse(pending.provisioning.wanted_at ?? "")
    const after = (ms: number) => new Date(wanted + ms).toISOString()
    assert.isUndefined(kindOf(pending, undefined, after(59_999)))
    assert.isUndefined(kindOf(pending, { ...rows, user: null }, after(59_999)))
    assert.strictEqual(kindOf(pending, versionOf(rows, 6), after(1)), "ahead")
    assert.strictEqual(kindOf(pending, undefined, after(60_000)), "missing")
    const attended = { ...pending, provisioning: refused(pending.provisioning, [], after(1)) }
    assert.strictEqual(kindOf(attended, undefined, after(2)), "missing")
  })

  it("names each column that drifted, and no other", () => {
    for (const record of recordNames) {
      const row = record === "association" ? associationOf(rows) : rows[record] ?? {}
      const key = record === "association" ? ["school_id", "entry_date"] : ["enrollment_version"]
      for (const column of Object.keys(row).filter((name) => !key.includes(name))) {
        const drifted = { ...row, [column]: "drifted" }
        const stored = record === "association"
          ? { ...rows, associations: [drifted as AssociationRow] }
          : { ...rows, [record]: drifted }
        const found = compareRecords(walked, stored, late)
        assert.deepStrictEqual(
          found?.differences.map((each) => [each.record, each.column, each.stored]),
          [[record, column, "drifted"]]
        )
      }
    }
  })

  it.prop("is none after any put of any enrollment, and stale or none before it", { start: starts, clicks }, (run) => {
    let before: Enrollment | undefined
    for (const enrollment of statesOf(run.start, run.clicks).filter(recordsDue)) {
      if (Result.isFailure(projectStudentRecords(enrollment))) continue
      assert.isUndefined(kindOf(appliedOf(enrollment), rowsOf(enrollment)))
      if (before !== undefined && before.version <= enrollment.version) {
        assert.include([undefined, "stale"], kindOf(enrollment, rowsOf(before)))
      }
      before = enrollment
    }
  }, { arbitrary: { runs: 100 } })

  it("is none for the records of any step that changes nothing in them", () => {
    const edited = completed(walked, 4, { ...stepData[4], special_needs: "none" })
    assert.strictEqual(edited.version, walked.version + 1)
    assert.isUndefined(kindOf(edited, rows))
  })
})
