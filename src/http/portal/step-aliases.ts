import type { StepNumber } from "../../domain/enrollment/steps/step.ts"
import type { FieldProblem } from "../../domain/words/field-codes.ts"

/** The portal's own names for fields of step 4; they mean the same. Outer names first. */
const outer: Readonly<Record<string, string>> = {
  student: "student_info",
  parent_guardian: "parent_info",
  medical_information: "medical_info"
}
const inner: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  student_info: { multiplebirth_status: "multiple_birth_status" },
  medical_info: { medical_conditions: "conditions" }
}

interface Renamed {
  readonly data: unknown
  /** Pairs of pointers: the canonical name, and the other name that was sent for it. */
  readonly sent: ReadonlyArray<readonly [canonical: string, sent: string]>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const rename = (
  record: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const canonical = Object.hasOwn(names, name) ? names[name] : undefined
      return [canonical === undefined || Object.hasOwn(record, canonical) ? name : canonical, value]
    })
  )

/** Returns step data under the workflow's names. If both names are given, the other one stays and is refused as unknown. */
export const canonicalNames = (step: StepNumber, sent: unknown): Renamed => {
  if (step !== 4 || !isRecord(sent)) return { data: sent, sent: [] }
  const renamed = Object.fromEntries(
    Object.entries(rename(sent, outer)).map(([name, value]) => {
      const names = Object.hasOwn(inner, name) ? inner[name] : undefined
      return [name, names !== undefined && isRecord(value) ? rename(value, names) : value]
    })
  )
  const nested = Object.entries(inner).flatMap(([group, names]) => {
    const given = sent[group] ?? sent[Object.keys(outer).find((name) => outer[name] === group) ?? ""]
    return Object.entries(names)
      .filter(([alias]) => isRecord(given) && Object.hasOwn(given, alias))
      .map(([alias, canonical]) => [`/${group}/${canonical}`, `/${group}/${alias}`] as const)
  })
  const groups = Object.entries(outer)
    .filter(([alias]) => Object.hasOwn(sent, alias))
    .map(([alias, canonical]) => [`/${canonical}`, `/${alias}`] as const)
  return { data: renamed, sent: [...nested, ...groups] }
}

/** Returns the same problems, pointing at the names that were sent. */
export const underSentNames = (
  problems: ReadonlyArray<FieldProblem>,
  sent: Renamed["sent"]
): ReadonlyArray<FieldProblem> =>
  problems.map((problem) => ({
    ...problem,
    pointer: sent.reduce(
      (pointer, [canonical, alias]) =>
        pointer === canonical || pointer.startsWith(`${canonical}/`)
          ? alias + pointer.slice(canonical.length)
          : pointer,
      problem.pointer
    )
  }))
