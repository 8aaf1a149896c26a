import { gradeLevels } from "../../domain/student/grade-level.ts"
import { firstNames, lastNames, parentNames } from "./names.ts"

/** Where a family stands, and how it got there: the steps that it has done. */
export interface Stage {
  readonly name: string
  readonly families: number
  /** Undefined: the family has only been invited. */
  readonly steps?: number
  readonly also?: "draft" | "revoke" | "expire" | "withdraw" | "decline" | "waive" | "lengthen" | "guardian" | "sibling"
}

/** Forty families. The last one only begins: once it exists, all before it were made. */
export const stages: ReadonlyArray<Stage> = [
  { name: "invited", families: 3 },
  { name: "invitation expired", families: 2, also: "expire" },
  { name: "invitation revoked", families: 1, also: "revoke" },
  { name: "begun", families: 3, steps: 0 },
  { name: "program information", families: 2, steps: 1 },
  { name: "program information, the next step half-filled", families: 2, steps: 1, also: "draft" },
  { name: "phone consultation", families: 3, steps: 2 },
  { name: "phone consultation waived", families: 1, steps: 1, also: "waive" },
  { name: "shadow day", families: 2, steps: 3 },
  { name: "shadow day, the next step half-filled", families: 2, steps: 3, also: "draft" },
  { name: "withdrawn before the child was registered", families: 1, steps: 2, also: "withdraw" },
  { name: "student information", families: 4, steps: 4 },
  { name: "student information, with a second guardian", families: 1, steps: 4, also: "guardian" },
  { name: "withdrawn after the child was registered", families: 1, steps: 4, also: "withdraw" },
  { name: "student information that needs attention", families: 1, steps: 4, also: "lengthen" },
  { name: "documents", families: 3, steps: 5 },
  { name: "enrolled, a sister or brother begun", families: 1, steps: 6, also: "sibling" },
  { name: "declined by the school", families: 1, steps: 3, also: "decline" },
  { name: "enrolled", families: 6, steps: 6 }
]

export interface Child {
  readonly first_name: string
  readonly last_name: string
  readonly grade_level: (typeof gradeLevels)[number]
  readonly birth_date: string
}

export interface SampleFamily {
  readonly stage: Stage
  readonly address: string
  readonly parent: { readonly first_name: string; readonly last_name: string }
  readonly child: Child
  readonly sibling: Child
  /** How many days ago it did what it did. */
  readonly daysAgo: number
}

const pick = <A>(from: ReadonlyArray<A>, index: number): A => from[index % from.length] as A

/** Returns a child whose age in `year` fits its grade. */
const childOf = (last_name: string, index: number, year: number): Child => {
  const grade = index * 5 % gradeLevels.length
  return {
    first_name: pick(firstNames, index),
    last_name,
    grade_level: pick(gradeLevels, grade),
    birth_date: `${year - 6 - grade}-0${1 + index % 8}-${10 + index % 18}`
  }
}

/** Returns all families, in order. `year` is the current one. */
export const sampleFamilies = (year: number): ReadonlyArray<SampleFamily> =>
  stages.flatMap((stage) => Array.from({ length: stage.families }, () => stage)).map((stage, index) => {
    const name = pick(lastNames, index)
    const last_name = index < lastNames.length ? name : `${name}-${pick(lastNames, index + 7)}`
    return {
      stage,
      address: `sample-${index + 1}@example.test`,
      parent: { first_name: pick(parentNames, index), last_name },
      child: childOf(last_name, index, year),
      sibling: childOf(last_name, index + 1, year),
      daysAgo: stage.also === "expire" ? 20 : 1 + index * 5 % 12
    }
  })
