import type { Walked } from "./walk.ts"

export interface Report {
  readonly families: number
  readonly enrolled: number
  readonly failures: ReadonlyArray<string>
  readonly seconds: number
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number }
  readonly enrollments: ReadonlyArray<Walked>
}

const quantile = (sorted: ReadonlyArray<number>, q: number): number =>
  sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0

export const reportOf = (
  families: number,
  enrollments: ReadonlyArray<Walked>,
  failures: ReadonlyArray<string>,
  seconds: number
): Report => {
  const ms = enrollments.map((each) => each.ms).toSorted((one, other) => one - other)
  return {
    families,
    enrolled: enrollments.filter(({ status }) => status === "enrolled").length,
    failures,
    seconds,
    ms: { p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), p99: quantile(ms, 0.99) },
    enrollments
  }
}

const shownRows = 25

const row = (...cells: readonly [string, string, string, string]): string =>
  `${cells[0].padEnd(30)} ${cells[1].padEnd(26)} ${cells[2].padEnd(10)} ${cells[3].padStart(6)}`

/** Lists what did not work, the most frequent first. */
const failed = ({ enrolled, failures, families }: Report): ReadonlyArray<string> => {
  const counts = new Map<string, number>()
  for (const failure of failures) counts.set(failure, (counts.get(failure) ?? 0) + 1)
  return [
    `Failed: ${families - enrolled} of ${families} families were not enrolled.`,
    ...[...counts].toSorted(([, one], [, other]) => other - one).slice(0, 10).map(([why, times]) =>
      `  ${times} × ${why}`
    )
  ]
}

const succeeded = ({ enrolled, enrollments, families, ms, seconds }: Report): ReadonlyArray<string> => [
  row("enrollment", "student", "status", "ms"),
  ...enrollments.slice(0, shownRows).map((each) =>
    row(each.enrollment_id, each.student_unique_id, each.status, `${each.ms}`)
  ),
  ...(enrollments.length > shownRows ? [`… and ${enrollments.length - shownRows} more`] : []),
  "",
  `${enrolled} of ${families} families enrolled in ${
    seconds.toFixed(1)
  } s; each student's four records checked against the enrollment.`,
  `From step 4's answer to the records: p50 ${ms.p50} ms, p95 ${ms.p95} ms, p99 ${ms.p99} ms.`
]

/** Returns what a person reads: failures first, then the families that were enrolled, if there are any. */
export const table = (report: Report): string =>
  [
    ...(report.enrolled === report.families ? [] : failed(report)),
    ...(report.enrolled === 0 ? [] : succeeded(report))
  ].join("\n")

/** Draws a bar on the terminal's error output, so that standard output holds only the report. */
export const progress = (total: number) => {
  const { stderr } = process
  let done = 0
  return () => {
    done++
    if (!stderr.isTTY) return
    const filled = Math.round(done / total * 40)
    stderr.write(`\r[${"=".repeat(filled)}${" ".repeat(40 - filled)}] ${done}/${total}${done === total ? "\n" : ""}`)
  }
}
