import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"

/**
 * What becomes of a call. `refused`: it fails and nothing happened. `lost`: it happened, but fails all the same. `dies`: the process ends
 * on the spot. `half`: of several writes, the first half happened. `silent`: nobody answers, and it fails at its time limit. `late`: the
 * same, and it happens long afterwards.
 */
export type Outcome = "well" | "refused" | "lost" | "dies before" | "dies after" | "half" | "silent" | "late"

/** How long the call travels there and back (milliseconds), and how it ends. */
export interface Fate {
  readonly there: number
  readonly back: number
  readonly outcome: Outcome
}

export const well: Fate = { there: 0, back: 0, outcome: "well" }

/** A town that the student records refuse, as they would a value too long for its column. */
export const refusedTown = "Refused"
export const isRefused = ({ student }: StudentRecordSet): boolean => student.birth_city === refusedTown
