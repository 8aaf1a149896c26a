import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { bundled } from "./bundled-node.ts"
import { headingsOf } from "./operations/operations-document.ts"
import { end, inTemporaryFolder, startOn } from "./processes.ts"

const readme = readFileSync("README.md", "utf8")

/** Returns the shell blocks under a heading. */
const blocksUnder = (heading: string): string => {
  const [, after = ""] = readme.split(new RegExp(`^#+ ${heading}$`, "m"))
  const [section = ""] = after.split(/^#+ /m)
  return [...section.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = ""]) => block).join("")
}

const bash = (script: string, environment: Readonly<Record<string, string>>) =>
  new Promise<{ readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile("bash", ["-c", script], { env: { ...process.env, ...environment } }, (_, stdout, stderr) => {
      resolve({ stdout, stderr })
    })
  })

describe("README.md", () => {
  it("is a newcomer's page", () => {
    assert.isAtMost(readme.split("\n").length, 201)
    assert.isAbove(headingsOf(readme).length, 8)
  })

  it("enrolls a child when its blocks are pasted as they are", () =>
    inTemporaryFolder(async (folder) => {
      const service = await startOn(folder)
      try {
        const script = `${blocksUnder("Sign in")}${blocksUnder("Enroll a child")}`
          .replaceAll("http://127.0.0.1:3000", service.base)
          .replaceAll("npm run --silent cli --", `"${process.execPath}" ${bundled("cli")}`)
        const { stderr, stdout } = await bash(script, { DATA_DIR: folder })
        assert.strictEqual(stderr, "")
        const lines = stdout.trimEnd().split("\n")
        assert.strictEqual(lines.at(-1), "completed", stdout)
        assert.include(lines[1], "The invitation is on its way.")
        assert.include(lines[3], "ann@example.test")
        assert.notInclude(stdout, "undefined")
      } finally {
        await end(service, "SIGTERM")
      }
    }), 120_000)
})
