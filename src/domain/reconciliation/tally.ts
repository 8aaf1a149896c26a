import { Schema } from "effect"
import type { SchoolScope } from "../people/principal.ts"
import type { Discrepancy, DiscrepancyKind } from "./discrepancy.ts"
import { discrepancyKinds } from "./discrepancy.ts"

const PerKind = Schema.Record(Schema.String, Schema.Int)

/** What was counted of one school: every enrollment and student looked at, every finding, also those not named. */
export const Tally = Schema.Struct({
  enrollments: Schema.Int,
  due: Schema.Int,
  students: Schema.Int,
  /** By kind; absent is none. */
  found: PerKind,
  repaired: PerKind
})
export type Tally = typeof Tally.Type

/** By school id; `unknown` for what names none. */
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

/** The tallies with one more thing of a school. */
export const plus = (tallies: Tallies, school_id: number | null, more: Partial<Tally>): Tallies => ({
  ...tallies,
  [keyOf(school_id)]: added(tallies[keyOf(school_id)] ?? noTally, { ...noTally, ...more })
})

/** One finding, counted. */
export const tallyOf = ({ kind, repaired }: Pick<Discrepancy, "kind" | "repaired">): Partial<Tally> => ({
  found: { [kind]: 1 },
  repaired: repaired ? { [kind]: 1 } : {}
})

/** All of these schools together; `"*"` also what names none. */
export const totalOf = (tallies: Tallies, schools: SchoolScope): Tally =>
  Object.entries(tallies)
    .filter(([school]) => schools === "*" || schools.includes(Number(school)))
    .reduce((sum, [, tally]) => added(sum, tally), noTally)

/** How many of a kind are still there. */
export const remaining = ({ found, repaired }: Tally, kind: DiscrepancyKind): number =>
  (found[kind] ?? 0) - (repaired[kind] ?? 0)
