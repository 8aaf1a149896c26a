import { Result } from "effect"
import type { EnrollmentCore } from "../enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../enrollment/projection.ts"
import type { Provisioning } from "../enrollment/provisioning.ts"
import { rowsOf, type StudentRecordSet } from "../enrollment/student-record-set.ts"
import { type Difference, differencesIn, heldRow, isSameStay, recordNames } from "../provisioning/differences.ts"
import type { StoredRecords } from "../provisioning/student-records.port.ts"
import { later } from "../values/instant.ts"
import type { DiscrepancyKind } from "./discrepancy.ts"

/** So long a put may take before its absence says something. */
const graceMs = 60_000

/** How an enrollment and its records do not agree; `differences` only where it drifted. */
export interface Comparison {
  readonly kind: DiscrepancyKind
  readonly differences: ReadonlyArray<Difference>
}

const isAboutToBePut = ({ state, wanted_at }: Provisioning, now: string): boolean =>
  state === "pending" && wanted_at !== undefined && now < later(wanted_at, graceMs)

const only = (kind: DiscrepancyKind): Comparison => ({ kind, differences: [] })

/** Whether nothing stands but the tombstone of a child that was erased. */
export const isTombstone = ({ associations, erased, student, user }: StoredRecords): boolean =>
  erased && student === null && user === null && associations.length === 0

/** Not exactly the rows that are wanted; an older version may have had fewer stays. */
const isHalf = (
  { associations: held, extension, student, user }: StoredRecords,
  wanted: StudentRecordSet,
  isStale: boolean
) =>
  student === null || extension === null || user === null || held.length === 0 ||
  held.some((one) => !wanted.associations.some((stay) => isSameStay(one, stay))) ||
  (!isStale && held.length < wanted.associations.length)

/**
 * How this enrollment and what stands of its records disagree, as one thing: the first that holds of extra, missing, ahead, half,
 * stale, drifted. Undefined where they agree, or will before long. `stored` must have been read after the enrollment: rows are then
 * at least as new as it says. A tombstone disagrees with nothing; what stands beside one is extra.
 */
export const compareRecords = (
  enrollment: EnrollmentCore,
  stored: StoredRecords | undefined,
  now: string
): Comparison | undefined => {
  const { provisioning, version } = enrollment
  if (stored?.erased === true) return isTombstone(stored) ? undefined : only("extra")
  if (!recordsDue(enrollment)) return stored === undefined ? undefined : only("extra")
  const projection = projectStudentRecords(enrollment)
  if (Result.isFailure(projection)) return only("unreadable")
  // No put changes this: an older version loses.
  if ((stored?.extension?.enrollment_version ?? 0) > version) return only("ahead")
  if (isAboutToBePut(provisioning, now)) return undefined
  if (stored === undefined) return only("missing")
  const isStale = (stored.extension?.enrollment_version ?? 0) < (provisioning.wanted_version ?? version)
  if (isHalf(stored, projection.success, isStale)) return only("half")
  if (isStale) return only("stale")
  const differences = recordNames
    .flatMap((record) =>
      rowsOf(projection.success, record)
        .flatMap((row) => differencesIn(record, row, heldRow(stored, record, row) ?? {}))
    )
    .filter(({ column }) => column !== "enrollment_version")
  return differences.length === 0 ? undefined : { kind: "drifted", differences }
}
