import { Schema } from "effect"
import { SchoolScope } from "../people/principal.ts"
import { Discrepancy } from "./discrepancy.ts"
import { plus, type Tallies, Tally, tallyOf, totalOf } from "./tally.ts"

/** The table is walked in this many parts, a few at a time. The number of parts done is the progress. */
export const segments = 64
export const segmentsAtOnce = 4

/**
 * Where to continue: first over the enrollments, each open segment after a key; then over the students by id; then, if the two sets differ,
 * over the students again, to ask for those that may be extra.
 */
export const Position = Schema.Union([
  Schema.Struct({
    pass: Schema.Literal("enrollments"),
    open: Schema.Array(Schema.Struct({ segment: Schema.Int, after: Schema.optionalKey(Schema.String) })),
    begun: Schema.Int
  }),
  Schema.Struct({ pass: Schema.Literals(["students", "extra"]), after: Schema.optionalKey(Schema.String) })
])
export type Position = typeof Position.Type

/** One comparison of the two stores: how far it has come and what it has found. */
export const Reconciliation = Schema.Struct({
  schema_version: Schema.Literal(1),
  run_id: Schema.String,
  schools: SchoolScope,
  repair: Schema.Boolean,
  started_at: Schema.String,
  finished_at: Schema.optionalKey(Schema.String),
  /** Somebody is at work on it until this time. */
  driven_until: Schema.optionalKey(Schema.String),
  position: Position,
  /** The students of due enrollments that are stored, minus those met in PostgreSQL. */
  fingerprint: Schema.Array(Schema.Int),
  tallies: Schema.Record(Schema.String, Tally),
  findings: Schema.Array(Discrepancy),
  rev: Schema.Int
})
export type Reconciliation = typeof Reconciliation.Type

/** Returns the name of a scope. One comparison at a time is kept for each scope. */
export const scopeOf = (schools: SchoolScope): string =>
  schools === "*" ? "all" : schools.toSorted((one, other) => one - other).join(",")

/** At most this many findings are named, with at most this many characters, because an item has 400 KB. Their counts are complete. */
const maxNamed = 500
const maxNamedLength = 200_000

/** What a page has shown. */
export interface Seen {
  readonly tallies: Tallies
  readonly findings: ReadonlyArray<Discrepancy>
}
export const nothingSeen: Seen = { tallies: {}, findings: [] }

/** Returns what two pages have shown together. */
export const seenTogether = (one: Seen, other: Seen): Seen => ({
  tallies: Object.entries(other.tallies).reduce(
    (sum, [school, tally]) => plus(sum, school === "unknown" ? null : Number(school), tally),
    one.tallies
  ),
  findings: [...one.findings, ...other.findings]
})

/** Findings with their counts. */
export const seenDiscrepancies = (findings: ReadonlyArray<Discrepancy>): Seen => ({
  tallies: findings.reduce<Tallies>((sum, each) => plus(sum, each.school_id, tallyOf(each)), {}),
  findings
})

/** Whether more findings can be named. */
export const hasRoom = ({ findings }: Pick<Reconciliation, "findings">): boolean =>
  findings.length < maxNamed && JSON.stringify(findings).length < maxNamedLength

/** Returns the run after a page: where to continue and what is known by then, in one value. */
export const advanced = (run: Reconciliation, position: Position, seen: Seen): Reconciliation => {
  const { findings, tallies } = seenTogether(run, seen)
  const named = [...run.findings]
  let length = JSON.stringify(named).length
  for (const finding of findings.slice(run.findings.length)) {
    length += JSON.stringify(finding).length
    if (named.length >= maxNamed || length > maxNamedLength) break
    named.push(finding)
  }
  return { ...run, position, tallies, findings: named }
}

/** Returns how much is done, from 0 to 1. The number of due students says how many will be met. */
export const progressOf = ({ finished_at, position, tallies }: Reconciliation): number => {
  if (finished_at !== undefined) return 1
  if (position.pass === "enrollments") return 0.8 * (position.begun - position.open.length) / segments
  const { due, students } = totalOf(tallies, "*")
  return position.pass === "extra" ? 0.97 : 0.8 + 0.15 * Math.min(1, students / Math.max(1, due))
}

export const startOf = (): Position => ({
  pass: "enrollments",
  open: Array.from({ length: segmentsAtOnce }, (_, segment) => ({ segment })),
  begun: segmentsAtOnce
})
