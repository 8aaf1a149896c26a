import type { Enrollment } from "./enrollment.ts"

/** One attribute that a write sets, or removes when the value is undefined. Paths are at most two names long. */
export interface AttributeChange {
  readonly path: readonly [string] | readonly [string, string]
  readonly value: unknown
}

const nested = ["steps", "drafts", "events", "provisioning"] as const
type Nested = (typeof nested)[number]
const isNested = (name: string): name is Nested => (nested as ReadonlyArray<string>).includes(name)

/** A write that wants newer records writes all of these together, so that an outcome recorded meanwhile cannot leave half of them. */
const wanted: ReadonlyArray<string> = [
  "state",
  "wanted_version",
  "wanted_at",
  "next_attempt_at",
  "failed_at",
  "attempts",
  "problems"
]

const keysOf = (...records: ReadonlyArray<object>): ReadonlyArray<string> => [...new Set(records.flatMap(Object.keys))]

/**
 * Returns keys that are written although they look unchanged, since others may have changed them meanwhile: the `wanted` group when newer
 * records are wanted, and the draft of each step that was done or waived by this change.
 */
const alwaysWritten = (name: Nested, before: Enrollment, after: Enrollment): ReadonlyArray<string> => {
  if (name === "provisioning") {
    return before.provisioning.wanted_version === after.provisioning.wanted_version
      ? []
      : wanted
  }
  if (name !== "drafts") return []
  const [old, now] = [before.steps as Record<string, unknown>, after.steps as Record<string, unknown>]
  return Object.keys(now).filter((step) => old[step] !== now[step])
}

const ofRecord = (name: Nested, before: Enrollment, after: Enrollment): ReadonlyArray<AttributeChange> => {
  const [old, now] = [before[name] as Record<string, unknown>, after[name] as Record<string, unknown>]
  const always = alwaysWritten(name, before, after)
  return keysOf(old, now, Object.fromEntries(always.map((key) => [key, true])))
    .filter((key) => old[key] !== now[key] || always.includes(key))
    .map((key) => ({ path: [name, key] as const, value: now[key] }))
}

/** Returns what an update must set and remove to turn `before` into `after`: named attributes, never the whole aggregate. */
export const attributeChanges = (before: Enrollment, after: Enrollment): ReadonlyArray<AttributeChange> =>
  keysOf(before, after).flatMap((name): ReadonlyArray<AttributeChange> => {
    if (isNested(name)) return ofRecord(name, before, after)
    const value = after[name as keyof Enrollment]
    return before[name as keyof Enrollment] === value ? [] : [{ path: [name], value }]
  })

/** Returns the enrollment, which others may have changed meanwhile, with the same changes made to it. */
export const applyChanges = (enrollment: Enrollment, changes: ReadonlyArray<AttributeChange>): Enrollment => {
  const result: Record<string, unknown> = { ...enrollment }
  const assign = (target: Record<string, unknown>, key: string, value: unknown) => {
    if (value === undefined) delete target[key]
    else target[key] = value
  }
  for (const { path: [name, key], value } of changes) {
    if (key === undefined) assign(result, name, value)
    else {
      const inner = { ...result[name] as Record<string, unknown> }
      assign(inner, key, value)
      result[name] = inner
    }
  }
  return result as unknown as Enrollment
}
