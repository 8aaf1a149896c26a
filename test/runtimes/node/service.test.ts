import { assert, describe, it } from "@effect/vitest"
import { once } from "node:events"
import { currentHolder } from "../../../src/runtimes/embedded/lock.ts"
import { bundled } from "../bundled-node.ts"
import { docsPage, docsPageFrom } from "../docs-page.ts"
import { end, inTemporaryFolder, isAlive, runToEnd, spawnOn, startOn } from "../processes.ts"

describe("the Node service on embedded stores", () => {
  it(
    "is ready, lets nobody else onto its folder, and ends with its DynamoDB on SIGTERM",
    () =>
      inTemporaryFolder(async (folder) => {
        const service = await startOn(folder)
        const ready = await fetch(`${service.base}/health/ready`)
        assert.strictEqual(ready.status, 200)
        assert.strictEqual((await ready.json() as { status: string }).status, "ok")
        assert.deepStrictEqual(await docsPageFrom((path, init) => fetch(service.base + path, init)), docsPage)
        assert.include(await (await fetch(`${service.base}/metrics`)).text(), "\ntsa_connections_refused_total 0\n")
        assert.strictEqual((await fetch(service.base)).headers.get("content-type"), "text/html; charset=utf-8")
        const second = await runToEnd(bundled("node"), [], { DATA_DIR: folder, PORT: "0" })
        assert.strictEqual(second.code, 1)
        assert.include(second.stderr, `in use by process ${service.child.pid}`)
        assert.isTrue(isAlive(service.dynamodbPid))
        assert.strictEqual(await end(service, "SIGTERM"), 0)
        assert.isFalse(isAlive(service.dynamodbPid))
        assert.isUndefined(await currentHolder(folder))
      }),
    60_000
  )

  it(
    "starts again where it was killed, and stops the DynamoDB that was left behind",
    () =>
      inTemporaryFolder(async (folder) => {
        const killed = await startOn(folder)
        await end(killed, "SIGKILL")
        assert.isTrue(isAlive(killed.dynamodbPid))
        const next = await startOn(folder)
        try {
          assert.isFalse(isAlive(killed.dynamodbPid))
          assert.strictEqual((await fetch(`${next.base}/health/ready`)).status, 200)
        } finally {
          await end(next, "SIGTERM")
        }
      }),
    60_000
  )

  it(
    "says when it serves that PostgreSQL was not reached, and that families go on",
    () =>
      inTemporaryFolder(async (folder) => {
        const child = spawnOn(folder, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "pipe")
        let said = ""
        for await (const chunk of child.stdout?.setEncoding("utf8") ?? []) {
          said += chunk
          if (/student records .*\n/.test(said)) break
        }
        assert.match(
          said,
          /workflow store +DynamoDB, embedded: open to every user of this machine\n +student records +PostgreSQL of DATABASE_URL, NOT reached/
        )
        const gone = once(child, "exit")
        child.kill("SIGTERM")
        assert.deepStrictEqual(await gone, [0, null])
      }),
    60_000
  )

  it(
    "does not start on a wrong configuration: every bad variable is named, no value shown",
    () =>
      inTemporaryFolder(async (folder) => {
        const { code, stderr, stdout } = await runToEnd(bundled("node"), [], {
          DATA_DIR: folder,
          PORT: "seventy",
          DATABASE_URL: "mysql://sentinel-secret@127.0.0.1/tsa",
          SEAL_KEY: "sentinel-short",
          CORS_ORIGINS: "sentinel"
        })
        assert.strictEqual(code, 1)
        for (const key of ["PORT", "DATABASE_URL", "SEAL_KEY", "CORS_ORIGINS"]) assert.include(stderr, `${key}:`)
        assert.notInclude(stderr + stdout, "sentinel")
      }),
    30_000
  )
})
