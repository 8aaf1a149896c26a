import { Metric } from "effect"
import type { DiscrepancyKind } from "./discrepancy.ts"

/** What the last comparison of both stores has left: the gauges that an operator compares. */
export const reconcileFindings = (kind: DiscrepancyKind) =>
  Metric.withAttributes(
    Metric.gauge("tsa_reconcile_findings", {
      description: "Enrollments that disagree with their records, by kind, by the last finished reconcile"
    }),
    { kind }
  )
export const enrollmentsDue = Metric.gauge("tsa_enrollments_due", {
  description: "Enrollments whose records are due, by the last finished reconcile"
})
export const studentsStored = Metric.gauge("tsa_students", {
  description: "Students with a row in any of the four tables, by the last finished reconcile"
})
export const reconcileFinished = Metric.gauge("tsa_reconcile_finished_timestamp_seconds", {
  description: "When the last reconcile of all schools finished"
})
