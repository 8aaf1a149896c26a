import { codeValue } from "./code-value.ts"

/** Names are compared without case, accents and signs. */
const folded = (text: string): string =>
  text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()

/**
 * A closed list with many spellings, from a compact table: `code other/other; code other`. The code is Ed-Fi's. The others are further ISO
 * codes and names; all of them mean the same.
 */
export const namedCodes = (table: string) => {
  const rows = table.trim().split(/;\s+/).map((row) => {
    const [code = ""] = row.split(" ", 1)
    return { code, others: row.slice(code.length + 1).split("/").filter((other) => other !== "") }
  })
  let meanings: ReadonlyMap<string, string> | undefined
  const read = (text: string): string | undefined => {
    meanings ??= new Map(
      [
        ...rows.map(({ code }) => [code, code] as const),
        ...rows.flatMap(({ code, others }) => others.map((other) => [other, code] as const))
      ].map(([text, code]) => [folded(text), code])
    )
    return meanings.get(folded(text))
  }
  return { read, value: codeValue(rows.map(({ code }) => code), read) }
}
