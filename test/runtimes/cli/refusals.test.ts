import { assert, describe, it } from "@effect/vitest"
import { Effect, Logger, Result } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readdir } from "node:fs/promises"
import { choose } from "../../../src/runtimes/cli/choose.ts"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { bundled } from "../bundled-node.ts"
import { end, inTemporaryFolder, runCli, startOn } from "../processes.ts"

const cli = (words: string, dataDir: string, environment: Readonly<Record<string, string>> = {}) =>
  runCli(words.split(" "), { DATA_DIR: dataDir, ...environment })

/** Runs the same at a pseudo-terminal, where a person answers the question. */
const atTerminal = async (words: string, answer: string, dataDir: string) => {
  const command = `"${process.execPath}" ${bundled("cli")} ${words}`
  const child = spawn("script", ["-qec", command, "/dev/null"], { env: { ...process.env, DATA_DIR: dataDir } })
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => {
    const before = said
    said += chunk.toString()
    if (said.includes("[y/N]") && !before.includes("[y/N]")) child.stdin.write(`${answer}\r`)
  })
  const [code] = await once(child, "exit") as [number]
  return { code, asked: said.includes("Go on? [y/N]") }
}

/** Returns what a command says, run in this process. */
const said = async (words: string, dataDir: string) => {
  const chosen = await choose(words.split(" "))
  if ("code" in chosen) throw new Error(chosen.stderr)
  const work = await chosen.load()
  const configuration = await Effect.runPromise(configurationOf({ DATA_DIR: dataDir }))
  const shown = await Effect.runPromise(
    work(configuration, {}).pipe(Effect.scoped, Effect.result, Effect.provide(Logger.layer([])))
  )
  return Result.isSuccess(shown)
    ? { failed: shown.success.failed, text: shown.success.text }
    : { failed: true, text: shown.failure.message }
}

const unknownSchools = [
  "token --role coach --email coach@example.test --school 99",
  "token --role parent --email ann@example.test --school 99",
  "people add --email coach@example.test --role coach --school 2",
  "people add --email new@example.test --role coach --school 2",
  "people grant coach-1 --role registrar --school 2",
  "people revoke coach-1 --role registrar --school 2 --yes",
  "people list --school 77",
  "reconcile --school 77",
  "records missing --school 77",
  "provisioning list --school 77",
  "provisioning retry --school 77"
]

describe("the command line", () => {
  it("says what it needs, makes nothing, and ends with 2", () =>
    inTemporaryFolder(async (folder) => {
      const words = ["token --role king --email a@example.test", "schools add", "reconcile --school seven", "nonsense"]
      for (const word of words) {
        const { code, stderr, stdout } = await cli(word, folder)
        assert.deepStrictEqual([code, stdout], [2, ""], word)
        assert.include(stderr, "--help", word)
      }
      assert.deepStrictEqual(await readdir(folder), [])
    }), 60_000)

  it("says what fails, also as JSON, and ends with 1", () =>
    inTemporaryFolder(async (folder) => {
      const needed = await cli("migrate --json", folder)
      assert.deepStrictEqual([needed.code, needed.stdout], [1, ""])
      assert.match((JSON.parse(needed.stderr) as { readonly error: string }).error, /^migrate needs DATABASE_URL/)
      const misconfigured = await cli("schools list", folder, { PORT: "high" })
      assert.deepStrictEqual([misconfigured.code, misconfigured.stdout], [1, ""])
      assert.include(misconfigured.stderr, "PORT")
    }), 60_000)

  it(
    "refuses a school that is not in the directory, by flag, and changes nobody",
    () =>
      inTemporaryFolder(async (folder) => {
        const early = await cli("token --role coach --email coach@example.test --school 99", folder)
        assert.deepStrictEqual([early.code, early.stdout], [1, ""])
        assert.include(early.stderr, "--school: This school is not known.")
        const service = await startOn(folder)
        try {
          const before = await said("people list", folder)
          assert.include(before.text, "coach-1")
          for (const words of unknownSchools) {
            const { failed, text } = await said(words, folder)
            assert.isTrue(failed, words)
            assert.include(text, "--school: This school is not known.", words)
          }
          assert.deepStrictEqual(await said("people list", folder), before)
        } finally {
          await end(service, "SIGTERM")
        }
      }),
    240_000
  )

  it(
    "asks before it takes something away: --yes answers for a script, which else is refused",
    () =>
      inTemporaryFolder(async (folder) => {
        const taking = [
          "auth revoke-all",
          "auth revoke --person coach-1",
          "people revoke coach-1 --role coach --school 1",
          "people merge-address coach-1 --email c@example.test",
          "keys rotate"
        ]
        for (const words of taking) {
          const { code, stderr, stdout } = await cli(words, folder)
          assert.deepStrictEqual([code, stdout], [2, ""], words)
          assert.include(stderr, "--yes", words)
        }
        assert.deepStrictEqual(await readdir(folder), [])
        assert.deepStrictEqual(await atTerminal("keys rotate", "n", folder), { code: 1, asked: true })
        assert.deepStrictEqual(await readdir(folder), [])
        assert.deepStrictEqual(await atTerminal("keys rotate", "y", folder), { code: 0, asked: true })
        assert.deepStrictEqual(await readdir(folder), ["keys.json"])
      }),
    240_000
  )
})
