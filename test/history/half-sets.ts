import type { StoredRecords } from "../../src/domain/provisioning/student-records.port.ts"
import type { Violation } from "./history.ts"

/**
 * Looks at stored sets again and again (I2, I14). Each reading must come from one statement. `look` returns what is wrong with it: a half
 * set, or a version older than one that was seen before.
 */
export const halfSetReader = () => {
  const newest = new Map<string, number>()
  let readings = 0
  const lookAt = (set: StoredRecords): ReadonlyArray<Violation> => {
    const rows = set.erased ? [] : [set.student, set.associations[0] ?? null, set.extension, set.user]
    const missing = rows.filter((row) => row === null).length
    const version = set.extension?.enrollment_version ?? 0
    const before = newest.get(set.student_unique_id) ?? 0
    newest.set(set.student_unique_id, Math.max(version, before))
    const enrollment_id = set.extension?.enrollment_id ?? set.student_unique_id
    return [
      ...missing === 0 ? [] : [{ invariant: 2, enrollment_id, expected: "four rows", found: `${4 - missing}` }],
      ...missing > 0 || version >= before
        ? []
        : [{ invariant: 14, enrollment_id, expected: `version ${before} or newer`, found: `${version}` }]
    ]
  }
  return {
    look: (sets: ReadonlyArray<StoredRecords>): ReadonlyArray<Violation> => {
      readings++
      return sets.flatMap(lookAt)
    },
    /** A reader that never read, or never saw anything, has proved nothing. */
    seen: () => ({ readings, sets: newest.size })
  }
}
