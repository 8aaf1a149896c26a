import { assert, describe, it } from "@effect/vitest"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { bundleForLambda, bytesOf } from "../../src/runtimes/bundle/for-lambda.ts"
import { bundleSource, fromOwnModules } from "../../src/runtimes/bundle/source.ts"
import { inTemporaryFolder } from "./processes.ts"

describe("imports of Effect", () => {
  it.each([
    ['import { Effect } from "effect"', 'import * as Effect from "effect/Effect"'],
    ['import {\n  Effect,\n  type Scope\n} from "effect"', 'import * as Effect from "effect/Effect"'],
    ['import { Array as List } from "effect"', 'import * as List from "effect/Array"'],
    [
      'import { PrometheusMetrics } from "effect/observability"',
      'import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"'
    ],
    ['import type { Redacted } from "effect"', 'import type { Redacted } from "effect"'],
    ['import { effect } from "effects"', 'import { effect } from "effects"']
  ])("come from modules of their own: %s", (text, expected) => {
    assert.strictEqual(fromOwnModules(text), expected)
  })

  it("never come through an index file, which would bring all of it", () =>
    inTemporaryFolder(async (folder) => {
      const outfile = join(folder, "worker.js")
      await bundleSource("src/runtimes/worker.ts", outfile)
      const imported = [...(await readFile(outfile, "utf8")).matchAll(/from "([^".][^"]*)"/g)].map(([, from]) => from)
      assert.include(imported, "effect/Effect")
      assert.deepStrictEqual(imported.filter((from) => from === "effect" || from === "effect/observability"), [])
      assert.deepStrictEqual(
        imported.filter((from) => /pglite|nodemailer|migrator|node:fs|swagger/.test(from ?? "")),
        []
      )
    }))
})

describe("the bundle for Lambda", () => {
  it("stays small; what speaks to PostgreSQL, and the AWS SDK, are not loaded at once", () =>
    inTemporaryFolder(async (folder) => {
      const entry = "src/runtimes/lambda.ts"
      const metafile = await bundleForLambda(entry, folder)
      const { all, eager } = bytesOf(metafile, entry)
      assert.isBelow(all, 1_026_000)
      assert.isBelow(eager, 742_000)
    }))
})
