import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { promisify } from "node:util"

/** What Lambda's Node does to the console, so that its lines show which invocation wrote them. */
const program = `
for (const name of ["log", "info", "warn", "error"]) {
  console[name] = (line) => process.stdout.write("2026-11-25T20:00:00.000Z\\tid\\tINFO\\t" + line + "\\n")
}
const { Effect } = await import("effect")
const { observability } = await import("./src/runtimes/telemetry/observability.ts")
const { logLines } = await import("./src/runtimes/lambda/log-lines.ts")
await Effect.runPromise(
  Effect.logInfo("sweep_done").pipe(
    Effect.annotateLogs({ done: 7 }),
    Effect.provide(observability({ logLevel: "Info", otlp: undefined }, "sandbox", logLines))
  )
)
`

describe("the logs of a function", () => {
  it("are lines of JSON, although the console writes more into a line: filters read their fields", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program])
    const { annotations, level, message } = JSON.parse(stdout) as Readonly<Record<string, unknown>>
    assert.deepStrictEqual({ annotations, level, message }, {
      annotations: { done: 7 },
      level: "INFO",
      message: "sweep_done"
    })
  })
})
