/** An object as it was sent, whatever is wrong with its fields. */
export type Sent = Readonly<Record<string, unknown>>

/** Returns what was sent as an object; an empty one if it is none. */
export const sentObject = (value: unknown): Sent =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Sent : {}

/** Returns what was sent as a list; an empty one if it is none. */
export const sentList = (value: unknown): ReadonlyArray<unknown> => Array.isArray(value) ? value : []

/** Returns the field as a text without blanks around it; undefined if there is none. */
export const sentText = (sent: Sent, field: string): string | undefined => {
  const value = sent[field]
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}
