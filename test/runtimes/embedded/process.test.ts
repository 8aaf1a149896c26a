import { assert, describe, it } from "@effect/vitest"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"
import { isRunning, runs, startOf } from "../../../src/runtimes/embedded/process.ts"

const fieldsOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? []

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe.skipIf(process.platform !== "linux")("a process", () => {
  it("is the one that started then, not another with its pid, and not one that ended", async () => {
    const child = spawn("sleep", ["60"])
    const pid = child.pid ?? 0
    const start = startOf(pid)
    assert.isTrue(isRunning(pid, start))
    assert.isFalse(isRunning(pid, startOf(process.ppid)))
    child.kill("SIGKILL")
    await once(child, "exit")
    assert.isFalse(isRunning(pid, start))
    assert.isFalse(isRunning(pid, undefined))
  })

  it("that ended is not running, though its parent never asked about it", async () => {
    // The shell becomes a program that never waits for its children, so its killed child stays as a zombie.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 61"], { stdio: ["ignore", "pipe", "ignore"] })
    const [line] = await once(createInterface({ input: parent.stdout }), "line") as [string]
    const pid = Number(line)
    await until(() => runs(parent.pid ?? 0, "61") && runs(pid, "60"))
    assert.isTrue(isRunning(pid, startOf(pid)))
    process.kill(pid, "SIGKILL")
    await until(() => fieldsOf(pid)[0] === "Z")
    assert.isFalse(isRunning(pid, fieldsOf(pid)[19]))
    parent.kill("SIGKILL")
    await once(parent, "exit")
  })

  it("runs what its command line says, word by word", async () => {
    const child = spawn("sleep", ["60", "61"])
    await once(child, "spawn")
    const pid = child.pid ?? 0
    assert.isTrue(runs(pid, "60", "61"))
    assert.isFalse(runs(pid, "60", "6"))
    child.kill("SIGKILL")
    await once(child, "exit")
    assert.isFalse(runs(pid, "60"))
  })
})
