import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { inTemporaryFolder, runToEnd } from "../processes.ts"

const wrangler = "node_modules/wrangler/bin/wrangler.js"
const largest = 272 * 1024

describe("the Worker that would be deployed", () => {
  it.each(["", "staging", "production"])(
    "has all bindings, and stays small (environment: %s)",
    (environment) =>
      inTemporaryFolder(async (folder) => {
        const words = ["deploy", "--dry-run", "--minify", "--env", environment, "--outdir", folder]
        const { code, stderr, stdout } = await runToEnd(wrangler, words, { WRANGLER_HIDE_BANNER: "true", CI: "1" })
        assert.strictEqual(code, 0, stderr)
        assert.notInclude(stdout + stderr, "WARNING")
        for (const binding of ["HYPERDRIVE", "WAKE_UPS", "DYNAMODB_TABLE", "AWS_REGION"]) {
          assert.include(stdout, `env.${binding} (`)
        }
        assert.isBelow(gzipSync(readFileSync(join(folder, "worker.js"))).length, largest)
      }),
    60_000
  )
})
