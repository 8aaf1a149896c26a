/** On optional fields `""` and null mean absent; on required ones they mean missing. Lists keep their length. */
export const withoutBlanks = (input: unknown): unknown => {
  if (Array.isArray(input)) return input.map(withoutBlanks)
  if (typeof input !== "object" || input === null) return input
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) =>
        value !== null && value !== undefined && !(typeof value === "string" && value.trim() === "")
      )
      .map(([key, value]) => [key, withoutBlanks(value)])
  )
}
