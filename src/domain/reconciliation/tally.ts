import { Schema } from "effect"
import type { SchoolScope } from "../people/principal.ts"
import type { Discrepancy, DiscrepancyKind } from "./discrepancy.ts"
import { discrepancyKinds } from "./discrepancy.ts"

const PerKind = Schema.Record(Schema.String, Schema.Int)

/** What was counted for one school: every enrollment and student looked at, and every finding, including those not named. */
export const Tally = Schema.Struct({
  enrollments: Schema.Int,
  due: Schema.Int,
  students: Schema.Int,
  /** By kind; an absent kind means none. */
  found: PerKind,
  repaired: PerKind
})
export type Tally = typeof Tally.Type

/** By school id; `unknown` for what names no school. */
export type Tallies = Readonly<Record<string, Tally>>

export const noTally: Tally = { enrollments: 0, due: 0, students: 0, found: {}, repaired: {} }

const addedKinds = (one: Tally["found"], other: Tally["found"]) =>
  Object.fromEntries(
    discrepancyKinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)] as const).filter(([, count]) =>
      count > 0
    )
  )

export const added = (one: Tally, other: Tally): Tally => ({
  enrollments: one.enrollments + other.enrollments,
  due: one.due + other.due,
  students: one.students + other.students,
  found: addedKinds(one.found, other.found),
  repaired: addedKinds(one.repaired, other.repaired)
})

const keyOf = (school_id: number | null) => school_id === null ? "unknown" : `${school_id}`

/** Returns the tallies with one more thing counted for a school. */
export const plus = (tallies: Tallies, school_id: number | null, more: Partial<Tally>): Tallies => ({
  ...tallies,
  [keyOf(school_id)]: added(tallies[keyOf(school_id)] ?? noTally, { ...noTally, ...more })
})

/** One finding, counted. */
export const tallyOf = ({ kind, repaired }: Pick<Discrepancy, "kind" | "repaired">): Partial<Tally> => ({
  found: { [kind]: 1 },
  repaired: repaired ? { [kind]: 1 } : {}
})

/** Returns the sum over these schools; `"*"` includes what names no school. */
export const totalOf = (tallies: Tallies, schools: SchoolScope): Tally =>
  Object.entries(tallies)
    .filter(([school]) => schools === "*" || schools.includes(Number(school)))
    .reduce((sum, [, tally]) => added(sum, tally), noTally)

/** How many of a kind are still there. */
export const remaining = ({ found, repaired }: Tally, kind: DiscrepancyKind): number =>
  (found[kind] ?? 0) - (repaired[kind] ?? 0)
