/** An object as it was sent, whatever is wrong with its fields. */
export type Sent = Readonly<Record<string, unknown>>

/** What was sent as an object; nothing where it is none. */
export const sentObject = (value: unknown): Sent =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Sent : {}

/** What was sent as a list; nothing where it is none. */
export const sentList = (value: unknown): ReadonlyArray<unknown> => Array.isArray(value) ? value : []

/** The field as a text without blanks around it; undefined where it is none. */
export const sentText = (sent: Sent, field: string): string | undefined => {
  const value = sent[field]
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}
