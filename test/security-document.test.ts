import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"

const text = readFileSync("SECURITY.md", "utf8")
/** Paths of the project, as evidence names them: in backquotes, with a folder, or as a link. */
const evidence =
  /`((?:src|test|infra|docs)\/[\w./-]+|Dockerfile|tsconfig\.json|package-lock\.json|\.oxlintrc\.json)`|\]\(((?!https?:)[^)#]+)/g
const named = [...text.matchAll(evidence)].map(([, path, link]) => path ?? link ?? "")

describe("SECURITY.md", () => {
  it("names evidence that is there", () => {
    assert.isAbove(named.length, 80)
    assert.deepStrictEqual(named.filter((path) => !existsSync(path)), [])
  })

  it("says of every line of its table how it stands, and once", () => {
    const lines = [...text.matchAll(/^\| (\d+\.\d+\.\d+[^|]*) \|[^|]+\| (\S+) \|/gm)]
    assert.isAbove(lines.length, 70)
    for (const [, id, state] of lines) assert.include(["✔", "◐", "✘", "–"], state, id)
    assert.strictEqual(new Set(lines.map(([, id]) => id)).size, lines.length)
  })
})
