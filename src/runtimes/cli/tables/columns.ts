const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Returns how many terminal cells a text takes: combining marks take none, East Asian letters two. */
const width = (text: string): number =>
  [...text].reduce((sum, each) => sum + (/\p{M}/u.test(each) ? 0 : wide.test(each) ? 2 : 1), 0)

/** Returns rows under their headings, in columns. */
export const columns = (headings: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))))
  const padded = (text: string, to = 0) => text + " ".repeat(to - width(text))
  return all.map((row) => row.map((text, column) => padded(text, widths[column])).join("  ").trimEnd()).join("\n")
}
