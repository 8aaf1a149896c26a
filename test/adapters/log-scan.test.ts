import { assert, describe, it } from "@effect/vitest"
import { type ChildProcess, execFile, fork, spawn, type StdioOptions } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { tells } from "../log-scan/personal.ts"
import { startNativePostgres } from "./postgres/native.ts"

const folder = process.env["TSA_TEST_LOGS"] ?? ""
const program = "console.log('out Zx9control'); console.error('err Zx9control')"
const mine = () =>
  readdirSync(folder).filter((name) => name.startsWith(`${process.pid}-`)).map((name) => join(folder, name))

/** Returns the lines that the scan finds now, and removes them, so that it does not find them at the end. */
const caught = (): ReadonlyArray<string> =>
  mine().flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n")
    const telling = lines.filter(tells)
    if (telling.length > 0) writeFileSync(file, lines.filter((line) => !tells(line)).join("\n"))
    return telling
  })

const ended = (child: ChildProcess) => once(child, "close")

describe("what is scanned at the end of a run", () => {
  it.each<[string, StdioOptions]>([
    ["thrown away", "ignore"],
    ["read here", "pipe"],
    ["read in part", ["ignore", "pipe", "ignore"]],
    ["passed on", ["ignore", "ignore", "inherit"]]
  ])("holds the output of a process that is %s", async (_, stdio) => {
    const child = spawn(process.execPath, ["--eval", program], { stdio })
    child.stdout?.resume()
    child.stderr?.resume()
    await ended(child)
    assert.sameMembers([...caught()], ["out Zx9control", "err Zx9control"])
  })

  it("holds that of forks and of programs that are run to their end, and what is logged here", async () => {
    await new Promise((resolve) => execFile(process.execPath, ["--eval", program], resolve))
    assert.lengthOf(caught(), 2)
    const file = join(folder, "fork-control.mjs")
    writeFileSync(file, program)
    await ended(fork(file, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] }))
    unlinkSync(file)
    assert.lengthOf(caught(), 2)
    console.log("Zx9control")
    assert.deepStrictEqual(caught(), ["Zx9control"])
  })

  it("holds the log of a PostgreSQL", async () => {
    const server = await startNativePostgres()
    const client = new pg.Client(server.url)
    client.on("error", () => undefined)
    await client.connect()
    const refused = await client.query("SELECT 'Zx9control'::int").catch((error: unknown) => error)
    assert.instanceOf(refused, pg.DatabaseError)
    await client.end()
    await server.stop()
    assert.isNotEmpty(caught())
  })
})
