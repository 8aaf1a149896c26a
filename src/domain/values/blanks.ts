import { isBlank } from "./text.ts"

const isField = (value: unknown): boolean =>
  value !== null && value !== undefined && !(typeof value === "string" && isBlank(value))

/** Removes blank fields. On optional fields `""` and null mean absent; on required ones they mean missing. Lists keep their length. */
export const withoutBlanks = (input: unknown): unknown => {
  if (Array.isArray(input)) return input.map(withoutBlanks)
  if (typeof input !== "object" || input === null) return input
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => isField(value)).map(([key, value]) => [key, withoutBlanks(value)])
  )
}

const isBlankRow = (row: unknown): boolean =>
  !isField(row) || typeof row === "object" && Object.values(row ?? {}).every(isBlankRow)

/**
 * Removes the rows of lists that nobody has filled in, at any depth. `sentPointer` turns a pointer into what is left into the pointer into
 * what was sent.
 */
export const withoutBlankRows = (input: unknown) => {
  const rows = new Map<string, ReadonlyArray<number>>()
  const cleaned = (value: unknown, pointer: string): unknown => {
    if (typeof value !== "object" || value === null) return value
    if (!Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each, `${pointer}/${key}`)]))
    }
    const kept = [...value.keys()].filter((index) => !isBlankRow(value[index]))
    rows.set(pointer, kept)
    return kept.map((index, place) => cleaned(value[index], `${pointer}/${place}`))
  }
  const data = cleaned(input, "")
  const sentPointer = (pointer: string): string => {
    let [left, sent] = ["", ""]
    for (const key of pointer.split("/").slice(1)) {
      sent += `/${rows.get(left)?.[Number(key)] ?? key}`
      left += `/${key}`
    }
    return sent
  }
  return { data, sentPointer }
}
