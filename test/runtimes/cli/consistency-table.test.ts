import { assert, describe, it } from "@effect/vitest"
import type { ConsistencyReport } from "../../../src/domain/reconciliation/consistency.ts"
import type { Discrepancy } from "../../../src/domain/reconciliation/discrepancy.ts"
import { consistencyTable, progressBar, totalRemaining } from "../../../src/runtimes/cli/tables/consistency.ts"

const none = { extra: 0, missing: 0, ahead: 0, half: 0, stale: 0, drifted: 0, unreadable: 0 }
const like: Discrepancy = {
  kind: "drifted",
  enrollment_id: "TSA-ENROLL-20241208-ABC12345",
  student_unique_id: "TSA-STU-20241208-ABC12345",
  school_id: 1,
  state: "applied",
  columns: [{ record: "student", column: "first_name", stored: null, wanted: "#abcdefgh" }],
  repaired: false
}
const report: ConsistencyReport = {
  run_id: "run",
  started_at: "",
  finished_at: null,
  repair: false,
  schools: "*",
  progress: 0.5,
  checked: { enrollments: 12, students: 7 },
  due: 9,
  counts: none,
  repaired: none,
  findings: []
}

describe("the report for people", () => {
  it("says that the stores agree, or how many findings there are, which, and how many are not named", () => {
    assert.strictEqual(consistencyTable(report), "12 enrollments (9 with records due), 7 students: they agree.")
    const found = {
      ...report,
      counts: { ...none, drifted: 1, extra: 1, missing: 3 },
      repaired: { ...none, missing: 3 },
      findings: [like, {
        ...like,
        kind: "extra" as const,
        enrollment_id: null,
        school_id: null,
        state: null,
        columns: []
      }, { ...like, kind: "missing" as const, columns: [], repaired: true }]
    }
    assert.strictEqual(totalRemaining(found), 2)
    assert.strictEqual(
      consistencyTable(found),
      [
        "12 enrollments (9 with records due), 7 students: 5 findings, 2 left.",
        "",
        "extra       1",
        "missing     3 (3 repaired)",
        "drifted     1",
        "",
        "drifted     TSA-ENROLL-20241208-ABC12345   school 1     applied          student.first_name – → #abcdefgh",
        "extra       TSA-STU-20241208-ABC12345      school ?",
        "missing     TSA-ENROLL-20241208-ABC12345   school 1     repaired",
        "and 2 more"
      ].join("\n")
    )
  })

  it("draws how far a run is", () =>
    assert.strictEqual(
      progressBar(report),
      `[${"#".repeat(15)}${"-".repeat(15)}]  50 %  12 enrollments, 7 students`
    ))
})
