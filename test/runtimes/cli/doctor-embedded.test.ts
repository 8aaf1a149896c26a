import { assert, describe, it } from "@effect/vitest"
import { readFile } from "node:fs/promises"
import { currentHolder } from "../../../src/runtimes/embedded/lock.ts"
import { end, inTemporaryFolder, runCli, startOn } from "../processes.ts"

const doctor = (folder: string, environment: Readonly<Record<string, string>> = {}) =>
  runCli(["doctor"], { DATA_DIR: folder, ...environment })

describe("doctor on embedded stores", () => {
  it(
    "works before the first start, beside the service, and after a kill; the service never notices",
    () =>
      inTemporaryFolder(async (folder) => {
        const before = await doctor(`${folder}/data`)
        assert.strictEqual(before.code, 0, before.stdout)
        assert.match(before.stdout, /^ok +workflow store +the first start makes it/m)
        const data = `${folder}/data`
        const service = await startOn(data)
        const keys = await readFile(`${data}/keys.json`, "utf8")
        const beside = await doctor(data)
        assert.strictEqual(beside.code, 0, beside.stdout)
        assert.include(beside.stdout, `held by process ${service.child.pid}`)
        assert.match(beside.stdout, /^ok +postgresql +at migration (\d+) of \1$/m)
        assert.strictEqual((await currentHolder(data))?.pid, service.child.pid)
        assert.strictEqual((await fetch(`${service.base}/health/ready`)).status, 200)
        await end(service, "SIGTERM")
        const after = await doctor(data)
        assert.strictEqual(after.code, 0, after.stdout)
        assert.match(after.stdout, /^ok +postgresql +this role has every grant/m)
        await end(await startOn(data), "SIGKILL")
        const killed = await doctor(data)
        assert.strictEqual(killed.code, 0, killed.stdout)
        assert.isUndefined(await currentHolder(data))
        const again = await startOn(data)
        assert.strictEqual(await end(again, "SIGTERM"), 0)
        assert.strictEqual(await readFile(`${data}/keys.json`, "utf8"), keys)
      }),
    120_000
  )

  it("names every bad variable, shows no value, and fails", () =>
    inTemporaryFolder(async (folder) => {
      const wrong = { PORT: "sentinel", DATABASE_URL: "mysql://sentinel", SEAL_KEY: "sentinel" }
      const { code, stderr, stdout } = await doctor(folder, wrong)
      assert.strictEqual(code, 1)
      for (const key of Object.keys(wrong)) assert.match(stdout, new RegExp(`^failed +configuration +${key}: `, "m"))
      assert.notInclude(stdout + stderr, "sentinel")
    }), 30_000)
})
