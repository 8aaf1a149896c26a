import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"
import { end, inTemporaryFolder, runCli, type RunningService, startOn } from "../processes.ts"

const cli = (folder: string, ...words: ReadonlyArray<string>) => runCli(words, { DATA_DIR: folder })

const newToken = async (folder: string) =>
  (await cli(folder, "token", "--role", "parent", "--email", "ann@example.test")).stdout.trim()

const statusOf = async ({ base }: RunningService, token: string) =>
  (await fetch(`${base}/auth/me`, { headers: { authorization: `Bearer ${token}` } })).status

const published = async ({ base }: RunningService) =>
  ((await (await fetch(`${base}/.well-known/jwks.json`)).json()) as { readonly keys: ReadonlyArray<unknown> }).keys

const restarted = async (folder: string, service: RunningService) => {
  await end(service, "SIGTERM")
  return startOn(folder)
}

describe("another signing key", () => {
  it(
    "in the data folder signs after a restart: the one before verifies on, unless it leaked",
    () =>
      inTemporaryFolder(async (folder) => {
        let service = await startOn(folder)
        try {
          const first = await newToken(folder)
          assert.strictEqual((await cli(folder, "keys", "rotate", "--yes")).code, 0)
          service = await restarted(folder, service)
          const second = await newToken(folder)
          assert.strictEqual(await statusOf(service, first), 200)
          assert.strictEqual(await statusOf(service, second), 200)
          assert.lengthOf(await published(service), 2)
          assert.strictEqual((await cli(folder, "keys", "rotate", "--leaked", "--yes")).code, 0)
          const unaware = await cli(folder, "doctor")
          assert.strictEqual(unaware.code, 1)
          assert.include(unaware.stdout, "the running service has other keys")
          service = await restarted(folder, service)
          assert.strictEqual(await statusOf(service, first), 401)
          assert.strictEqual(await statusOf(service, second), 401)
          assert.strictEqual(await statusOf(service, await newToken(folder)), 200)
          assert.lengthOf(await published(service), 1)
        } finally {
          await end(service, "SIGTERM")
        }
      }),
    120_000
  )

  it("as a setting comes in three deployments, or at once", () =>
    inTemporaryFolder(async (folder) => {
      const made = JSON.parse((await cli(folder, "keys")).stdout) as Readonly<Record<string, string>>
      const rotated = async (...words: ReadonlyArray<string>) => {
        const { code, stderr, stdout } = await runCli(["keys", "rotate", ...words], made)
        assert.strictEqual(code, 0, stderr)
        const each = JSON.parse(stdout) as ReadonlyArray<Readonly<Record<string, string>>>
        return Effect.runPromise(Effect.forEach(each, (settings) => configurationOf({ ...made, ...settings })))
      }
      const before = JSON.parse(made["SIGNING_KEY"] ?? "") as { readonly x: string }
      const points = (keys: ReadonlyArray<{ readonly x?: string }>) => keys.map(({ x }) => x)
      const [learn, sign, forget] = await rotated()
      const next = learn?.verifyingKeys ?? []
      assert.lengthOf(next, 1)
      assert.notDeepEqual(points(next), [before.x])
      assert.deepStrictEqual(points(sign?.verifyingKeys ?? []), [before.x])
      assert.deepStrictEqual(forget?.verifyingKeys, [])
      const atOnce = await rotated("--leaked")
      assert.lengthOf(atOnce, 1)
      assert.deepStrictEqual(atOnce[0]?.verifyingKeys, [])
      assert.isDefined(atOnce[0]?.signingKey)
    }), 120_000)
})
