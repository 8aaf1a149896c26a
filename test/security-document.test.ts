import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"

const text = readFileSync("SECURITY.md", "utf8")

/** Returns what the document names as a file of this tree: between backticks, or as the target of a link. */
const pathsIn = (document: string): ReadonlyArray<string> =>
  [
    ...document.matchAll(
      /`(\w[\w./-]*\/[\w./-]+|\.oxlintrc\.json|[\w-]+\.(?:json|md|ts|yaml)|Dockerfile|\.dockerignore)`/g
    ),
    ...document.matchAll(/\]\((?!https?:)([^)#]+)/g)
  ].map(([, path = ""]) => path)

const rowsIn = (document: string): ReadonlyArray<ReadonlyArray<string>> =>
  [...document.matchAll(/^\| (v[\d.]+-[\d.]+) \|(.*)\|$/gm)].map(([, id = "", cells = ""]) => [
    id,
    ...cells.split("|").map((cell) => cell.trim())
  ])

const rows = rowsIn(text)

describe("SECURITY.md", () => {
  it("names no file that is not there", () => {
    assert.isAbove(pathsIn(text).length, 100)
    assert.deepStrictEqual(pathsIn(text).filter((path) => !existsSync(path)), [])
  })

  it("says of each requirement, once, what shows it and how far it is met", () => {
    assert.isAbove(rows.length, 100)
    assert.deepStrictEqual(rows.map(([id]) => id).filter((id, at, all) => all.indexOf(id) !== at), [])
    for (const [id = "", asks = "", evidence = "", state = "", ...more] of rows) {
      assert.match(id, /^v5\.0\.0-\d+\.\d+\.\d+$/)
      assert.isNotEmpty(asks, id)
      assert.isTrue(evidence === "this page" || pathsIn(evidence).length > 0, id)
      assert.match(state, /^(met|met( here)?: .+|(partly|not): .+)$/, id)
      assert.isEmpty(more, id)
    }
  })
})
