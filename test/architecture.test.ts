import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import { importsOf, isUseCase, type SourceFile, violationsOf } from "./architecture.ts"

/** Files that break a rule on purpose, each with its reason. A file that no longer breaks it must leave this list. */
const exceptions: Readonly<Record<string, string>> = {
  "running src/http/run.ts": "the one place where HTTP runs an Effect",
  "services src/adapters/webcrypto/secure-random.ts": "the adapter of the platform's own source of chance",
  "services src/adapters/webcrypto/encryption.ts": "the adapter of the platform's own AES-GCM",
  "services src/adapters/webcrypto/keyed-hash.ts": "the adapter of the platform's own HMAC",
  "names src/domain/student/student-information.ts": "the name of step 4 in the portal, the API and the records",
  "names src/domain/invitation/invitation-token.ts": "the domain knows two tokens: of an invitation, and of access",
  "length src/domain/words/problems-en.ts": "one table of words, an entry per problem",
  "length src/domain/words/problems-es.ts": "one table of words, an entry per problem"
}

const sources: ReadonlyArray<SourceFile> = ["src", "test", "bench"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.startsWith("bench/peers/"))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }))
)

const rulesBrokenBy = (path: string, text: string, ...others: ReadonlyArray<SourceFile>) =>
  violationsOf([{ path, text }, ...others]).filter((each) => each.path === path).map(({ rule }) => rule)

describe("the rules of the house", () => {
  it("hold in every file, but for the exceptions listed above", () => {
    assert.isAbove(sources.length, 200)
    const broken = violationsOf(sources).filter(({ path, rule }) => exceptions[`${rule} ${path}`] === undefined)
    assert.deepStrictEqual(broken, [])
  })

  it("have no exception that is no longer one", () => {
    const broken = new Set(violationsOf(sources).map(({ path, rule }) => `${rule} ${path}`))
    assert.deepStrictEqual(Object.keys(exceptions).filter((key) => !broken.has(key)), [])
  })
})

describe("a planted violation is found", () => {
  const domain = "src/domain/enrollment/planted.ts"
  const memory = "src/adapters/memory/planted.ts"
  const http = "src/http/portal/planted.ts"
  const useCase = {
    path: "src/domain/enrollment/begin.ts",
    text: 'export const begin = Effect.fn("begin")(() => Effect.void)\n'
  }

  it.each([
    ["the domain imports an adapter", domain, 'import { x } from "../../adapters/memory/world.ts"', "layers"],
    ["the domain imports HTTP, over lines", domain, 'import {\n  x,\n  y\n} from "../../http/run.ts"', "layers"],
    ["the domain imports a type of a driver", domain, 'import type { Pool } from "pg"', "layers"],
    ["the domain imports dynamically", domain, 'const pg = await import("pg")', "layers"],
    ["the domain imports for an effect", domain, 'import "pg"', "layers"],
    ["the domain exports from an adapter", domain, 'export * from "../../adapters/memory/world.ts"', "layers"],
    ["an adapter imports another one", memory, 'import { x } from "../postgres/rows.ts"', "layers"],
    ["an adapter imports another one's driver", memory, 'import { Pool } from "pg"', "layers"],
    ["an adapter imports HTTP", memory, 'import { x } from "../../http/run.ts"', "layers"],
    ["an adapter imports a use case", memory, 'import { begin } from "../../domain/enrollment/begin.ts"', "layers"],
    ["HTTP imports an adapter", http, 'import { x } from "../../adapters/memory/world.ts"', "layers"],
    ["HTTP imports Node", http, 'import { readFile } from "node:fs/promises"', "layers"],
    ["HTTP imports a runtime", http, 'import { x } from "../../runtimes/process.ts"', "layers"],
    ["a file outside of the layers imports", "src/planted.ts", 'import { Effect } from "effect"', "layers"],
    ["an earlier topic imports a later one", domain, 'import { x } from "../provisioning/circuit.ts"', "topics"],
    ["a topic imports one without a place", domain, 'import { x } from "../billing/price.ts"', "topics"],
    [
      "a topic without a place imports",
      "src/domain/billing/planted.ts",
      'import { x } from "../values/page.ts"',
      "topics"
    ],
    ["a file hands on another's exports", domain, 'export { x } from "./step.ts"', "re-exports"],
    ["the clock is read", domain, "const now = Date.now()", "services"],
    ["the clock is read by a constructor", memory, "const now = new Date()", "services"],
    ["chance is drawn", http, "const chance = Math.random()", "services"],
    ["an id is drawn", memory, "const id = crypto.randomUUID()", "services"],
    ["an id is drawn by a global's name", memory, "const id = globalThis.crypto.randomUUID()", "services"],
    ["the environment is read", memory, 'const url = process.env["DATABASE_URL"]', "services"],
    ["the console is written to", http, 'console.log("here")', "services"],
    ["an Effect is run", memory, "await Effect.runPromise(effect)", "running"],
    ["a runtime is forked into", http, "runtime.runFork(effect)", "running"],
    [
      "a secret is compared as any text",
      http,
      "const isOpen = given === `Bearer ${Redacted.value(access)}`",
      "secrets"
    ],
    [
      "a secret is compared from the left",
      "src/runtimes/planted.ts",
      "if (Redacted.value(token) !== given) return",
      "secrets"
    ],
    ["zod is imported with its locales", http, 'import { z } from "zod"', "zod"],
    ["zod's default is imported in a test", "test/http/planted.test.ts", 'import zod from "zod"', "zod"],
    ["a file is a bag", "src/http/utils.ts", "", "names"],
    ["a file is a barrel", "src/domain/school/index.ts", "", "names"],
    ["a file repeats its folder", "src/adapters/postgres/postgres-rows.ts", "", "names"],
    ["a name is not in kebab-case", "src/domain/school/schoolYear.ts", "", "names"],
    ["a file is long", domain, "export {}\n".repeat(151), "length"]
  ])("%s", (_, path, text, rule) => {
    assert.include(rulesBrokenBy(path, text, useCase), rule)
  })

  it.each([
    ["the domain imports an earlier topic", domain, 'import { x } from "../values/page.ts"'],
    [
      "an adapter imports its driver",
      "src/adapters/postgres/planted.ts",
      'import { Pool } from "pg"\nimport { sql } from "drizzle-orm"'
    ],
    ["an adapter imports a port", memory, 'import { Enrollments } from "../../domain/enrollment/enrollments.port.ts"'],
    [
      "a comment speaks of it",
      domain,
      '// not Date.now()\n/** Never `new Date()`, never `import { z } from "zod"`. */'
    ],
    ["a secret is taken out", http, "const token = Redacted.value(access)\nconst isOpen = sameHash(token, given)"],
    ["a date is made from a text", domain, 'const date = new Date("2024-12-08")'],
    [
      "a runtime imports everything",
      "src/runtimes/planted.ts",
      'import { createApp } from "../http/app.ts"\nimport pg from "pg"'
    ]
  ])("and nothing else: %s", (_, path, text) => {
    assert.deepStrictEqual(rulesBrokenBy(path, text, useCase), [])
  })
})

describe("a planted violation among several files is found", () => {
  const file = (path: string, ...imports: ReadonlyArray<string>): SourceFile => ({
    path,
    text: imports.map((target) => `import type { X } from "${target}"\n`).join("")
  })
  const school = (name: string) => `src/domain/school/${name}.ts`
  const broken = (files: ReadonlyArray<SourceFile>) => violationsOf(files).map(({ path, rule }) => `${rule} ${path}`)

  it("three files in a circle, by their types", () => {
    const circle = [file(school("a"), "./b.ts"), file(school("b"), "./c.ts"), file(school("c"), "./a.ts")]
    assert.deepStrictEqual(broken(circle), [`circles ${school("a")}`])
    assert.deepStrictEqual(broken([...circle.slice(0, 2), file(school("c"))]), [])
  })

  it("two tests in a circle", () => {
    const circle = [file("test/faults/a.ts", "./b.ts"), file("test/faults/b.ts", "./a.ts")]
    assert.deepStrictEqual(broken(circle), ["circles test/faults/a.ts"])
  })

  it("a 31st file in a folder", () => {
    const files = Array.from({ length: 31 }, (_, n) => file(school(`f${n}`)))
    assert.deepStrictEqual(broken(files), ["crowds src/domain/school"])
    assert.deepStrictEqual(broken([...files.slice(1), file("src/domain/school/room/f0.ts")]), [])
  })
})

describe("what is read from a file", () => {
  it("is each way to import, with whether only types are meant", () => {
    const text = [
      'import { Effect, type Option } from "effect"',
      'import type { Page } from "../values/page.ts"',
      'import { type A, type B } from "./a.ts"',
      'import * as z from "zod"'
    ].join("\n")
    assert.deepStrictEqual(
      importsOf({ path: "src/domain/school/planted.ts", text }).map(({ isTypeOnly, target }) => [target, isTypeOnly]),
      [["effect", false], ["src/domain/values/page.ts", true], ["src/domain/school/a.ts", true], ["zod", false]]
    )
  })

  it.each([
    ['import { Schools } from "./schools.port.ts"', true],
    ['import type { SchoolFilter } from "./schools.port.ts"', false],
    ['export const find = Effect.fn("find")(function*() {})', true],
    ["export const nameOf = (school: School) => school.name", false]
  ])("%s", (text, expected) => {
    assert.strictEqual(isUseCase({ path: "src/domain/school/planted.ts", text }), expected)
  })
})
