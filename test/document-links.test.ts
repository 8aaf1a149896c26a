import { assert, describe, it } from "@effect/vitest"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const documents = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name))
]

/** Returns a document without its examples, in which a `#` is not a heading. */
const textOf = (path: string) => readFileSync(path, "utf8").replace(/^```[^]*?^```/gm, "")

/** Returns the names that headings have in links, as GitHub makes them. */
const anchorsIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replace(/ /g, "-")
  )

const linksIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:/.test(target))

const isThere = (from: string, link: string): boolean => {
  const [path = "", anchor] = link.split("#")
  const target = path === "" ? from : join(dirname(from), path)
  return existsSync(target) && (anchor === undefined || anchorsIn(textOf(target)).includes(anchor))
}

describe("the documents", () => {
  it("link to what is there", () => {
    const links = documents.flatMap((from) => linksIn(textOf(from)).map((link) => ({ from, link })))
    assert.isAbove(links.length, 30)
    assert.deepStrictEqual(links.filter(({ from, link }) => !isThere(from, link)), [])
  })
})
