const known = new Map<string, string>()

const escaped = (code: number) => `\\u{${code.toString(16)}}`

/** Returns the characters with a property as ranges for the inside of a class. */
const rangesOf = (property: string): string => {
  const found = known.get(property)
  if (found !== undefined) return found
  const pattern = new RegExp(property, "u")
  const ranges: Array<string> = []
  let from: number | undefined
  for (let code = 0; code <= 0x11_0000; code++) {
    const isIn = code < 0x11_0000 && pattern.test(String.fromCodePoint(code))
    if (isIn) from ??= code
    else if (from !== undefined) {
      ranges.push(`${escaped(from)}-${escaped(code - 1)}`)
      from = undefined
    }
  }
  known.set(property, ranges.join(""))
  return ranges.join("")
}

/** Returns the same pattern without `\p{…}`, for which Effect's arbitraries make no values. */
export const withRanges = (pattern: string): string =>
  pattern.replace(
    /\[(?:[^\]\\]|\\.)*\]|\\p\{\w+\}/gi,
    (part) =>
      part.startsWith("[") ? part.replace(/\\p\{\w+\}/gi, (property) => rangesOf(property)) : `[${rangesOf(part)}]`
  )
