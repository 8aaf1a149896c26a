import type { ConsistencyReport } from "../../../domain/reconciliation/consistency.ts"
import { type Discrepancy, discrepancyKinds } from "../../../domain/reconciliation/discrepancy.ts"

const remaining = ({ counts, repaired }: ConsistencyReport, kind: Discrepancy["kind"]) => counts[kind] - repaired[kind]

/** Returns how many findings are left after the run. */
export const totalRemaining = (report: ConsistencyReport): number =>
  discrepancyKinds.reduce((sum, kind) => sum + remaining(report, kind), 0)

const width = 30

/** Returns one line that shows how far a run is. */
export const progressBar = ({ checked, progress }: ConsistencyReport): string => {
  const done = Math.round(progress * width)
  const percent = `${Math.floor(progress * 100)}`.padStart(3)
  return `[${"#".repeat(done)}${
    "-".repeat(width - done)
  }] ${percent} %  ${checked.enrollments} enrollments, ${checked.students} students`
}

const columns = ({ columns }: Discrepancy): string =>
  columns.map(({ column, record, stored, wanted }) => `${record}.${column} ${stored ?? "–"} → ${wanted ?? "–"}`)
    .join(", ")

const line = (finding: Discrepancy): string =>
  [
    finding.kind.padEnd(10),
    (finding.enrollment_id ?? finding.student_unique_id).padEnd(29),
    `school ${finding.school_id ?? "?"}`.padEnd(11),
    (finding.repaired ? "repaired" : finding.state ?? "").padEnd(15),
    columns(finding)
  ].join("  ").trimEnd()

/** Returns a report for people: counts by kind, then each finding that is named. */
export const consistencyTable = (report: ConsistencyReport): string => {
  const { checked, counts, due, findings, repaired } = report
  const total = discrepancyKinds.reduce((sum, kind) => sum + counts[kind], 0)
  const kinds = discrepancyKinds.filter((kind) => counts[kind] > 0).map((kind) =>
    `${kind.padEnd(10)}  ${counts[kind]}${repaired[kind] > 0 ? ` (${repaired[kind]} repaired)` : ""}`
  )
  return [
    `${checked.enrollments} enrollments (${due} with records due), ${checked.students} students: ` +
    (total === 0 ? "they agree." : `${total} findings, ${totalRemaining(report)} left.`),
    ...kinds.length === 0 ? [] : ["", ...kinds],
    ...findings.length === 0 ? [] : ["", ...findings.map(line)],
    ...findings.length < total ? [`and ${total - findings.length} more`] : []
  ].join("\n")
}
