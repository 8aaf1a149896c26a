import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { configurationOf } from "../src/runtimes/settings/node.ts"

const read = (path: string) => readFileSync(path, "utf8")

/** Returns the names that code asks for as texts: those with an underscore, and the ones without. */
const namesIn = (code: string): ReadonlyArray<string> =>
  [...code.matchAll(/"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST|HYPERDRIVE)"/g)].map(([, name = ""]) => name)

const code = readdirSync("src/runtimes", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"))
  .map((name) => read(`src/runtimes/${name}`)).join("\n")

/** The platform sets this to describe itself. */
const platforms = ["AWS_LAMBDA_FUNCTION_NAME"]
const asked = new Set(namesIn(code).filter((name) => !platforms.includes(name)))

/** The rows of the settings table, by name. */
const rows = new Map(
  [...read("docs/deployment.md").matchAll(/^\| `([A-Z0-9_]+)` \|(.*)\|$/gm)].map(([, name = "", cells = ""]) => [
    name,
    cells.split("|").map((cell) => cell.trim())
  ])
)

/** The table may list these even where no code asks for them as texts: the SDK or a runtime reads them. */
const elsewhere = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "HYPERDRIVE", "WAKE_UPS"]

describe("the table of settings in docs/deployment.md", () => {
  it("has every setting that the code asks for, and no other", () => {
    assert.isAbove(asked.size, 20)
    assert.deepStrictEqual([...asked].filter((name) => !rows.has(name)), [])
    assert.deepStrictEqual([...rows.keys()].filter((name) => !asked.has(name) && !elsewhere.includes(name)), [])
  })

  it("says of each what it means, its default, where it counts and whether it is a secret", () => {
    for (const [name, cells] of rows) {
      assert.lengthOf(cells, 6, name)
      assert.notInclude(cells, "", name)
    }
  })

  it.effect("tells the defaults of a Node service", () =>
    Effect.map(configurationOf({}), (configuration) => {
      for (const [name, cells] of rows) {
        const key = name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
        const value = configuration[key as keyof typeof configuration]
        if (typeof value === "string" || typeof value === "number") assert.strictEqual(cells[1], `\`${value}\``, name)
      }
    }))

  it("has every variable that the files of a deployment set", () => {
    const image = [...read("Dockerfile").matchAll(/^ENV (\w+)=/gm)].map(([, name = ""]) => name)
    const compose = [...read("compose.yaml").matchAll(/^ {6}([A-Z0-9_]+):/gm)].map(([, name = ""]) => name)
    const others = ["NODE_ENV", "POSTGRES_PASSWORD"]
    assert.deepStrictEqual([...image, ...compose].filter((name) => !rows.has(name) && !others.includes(name)), [])
  })
})
