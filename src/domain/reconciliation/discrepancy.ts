import { Result } from "effect"
import type { EnrollmentCore } from "../enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../enrollment/projection.ts"
import type { Provisioning } from "../enrollment/provisioning.ts"
import { type Difference, differencesIn, recordNames } from "../provisioning/differences.ts"
import type { StoredRecords } from "../provisioning/student-records.port.ts"
import { later } from "../values/instant.ts"
import type { FindingKind } from "./finding.ts"

/** So long a put may take before its absence says something. */
const graceMs = 60_000

/** How an enrollment and its records disagree; `differences` only where it drifted. */
export interface Discrepancy {
  readonly kind: FindingKind
  readonly differences: ReadonlyArray<Difference>
}

const isAboutToBePut = ({ state, wanted_at }: Provisioning, now: string): boolean =>
  state === "pending" && wanted_at !== undefined && now < later(wanted_at, graceMs)

const only = (kind: FindingKind): Discrepancy => ({ kind, differences: [] })

/**
 * How this enrollment and what stands of its records disagree, as one thing: the first that holds of extra, missing, ahead, half,
 * stale, drifted. Undefined where they agree, or will before long. `stored` must have been read after the enrollment: rows are then
 * at least as new as it says.
 */
export const discrepancyOf = (
  enrollment: EnrollmentCore,
  stored: StoredRecords | undefined,
  now: string
): Discrepancy | undefined => {
  const { provisioning, version } = enrollment
  if (!recordsDue(enrollment)) return stored === undefined ? undefined : only("extra")
  const projection = projectStudentRecords(enrollment)
  if (Result.isFailure(projection)) return only("unreadable")
  // No put changes this: an older version loses.
  if ((stored?.extension?.enrollment_version ?? 0) > version) return only("ahead")
  if (isAboutToBePut(provisioning, now)) return undefined
  if (stored === undefined) return only("missing")
  const { association, associations, extension, student, user } = stored
  if (student === null || association === null || extension === null || user === null || associations !== 1) {
    return only("half")
  }
  if (extension.enrollment_version < (provisioning.wanted_version ?? version)) return only("stale")
  const differences = recordNames
    .flatMap((record) => differencesIn(record, projection.success, stored[record] ?? {}))
    .filter(({ column }) => column !== "enrollment_version")
  return differences.length === 0 ? undefined : { kind: "drifted", differences }
}
