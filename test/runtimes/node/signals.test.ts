import { assert, describe, it } from "@effect/vitest"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { currentHolder, type Holder } from "../../../src/runtimes/embedded/lock.ts"
import { inTemporaryFolder, isAlive, startOn } from "../processes.ts"

/** How often each test is played. */
const rounds = Number(process.env["SIGNAL_ROUNDS"] ?? 1)

/** Without PostgreSQL: only the lock and the DynamoDB must not be left behind. */
const environment = { DATABASE_URL: "none" }

const exitOf = async (child: ChildProcess) => (await once(child, "exit") as [number | null])[0]

/** Returns what a folder's lock says. Once it is released, that names nobody. */
const saidInLock = async (folder: string): Promise<unknown> => {
  const [name = ""] = await readdir(join(folder, "lock"))
  return JSON.parse(await readFile(join(folder, "lock", name), "utf8"))
}

const inRounds = (work: (folder: string) => Promise<void>) =>
  inTemporaryFolder(async (folder) => {
    for (let round = 0; round < rounds; round++) await work(folder)
  })

const untilServing = async (folder: string): Promise<Holder> => {
  for (let wait = 0; wait < 3000; wait++) {
    const holder = await currentHolder(folder)
    if (holder?.base !== undefined) return holder
    await sleep(20)
  }
  throw new Error("the service did not start")
}

/**
 * Runs an npm command on a terminal of its own: what is typed there goes to every process on it. No shell stays in between: some shells end
 * with 130 after a Ctrl-C, whatever the command itself made of it.
 */
const onTerminal = (folder: string, command: string) =>
  spawn("script", ["--quiet", "--return", "--command", `exec ${command}`, "/dev/null"], {
    env: { ...process.env, ...environment, DATA_DIR: folder, PORT: "0" },
    stdio: ["pipe", "ignore", "inherit"]
  })

const ctrlC = "\u0003"

describe("a service that is told to stop", () => {
  it.each(
    [
      ["SIGINT", "SIGINT"],
      ["SIGINT", "SIGTERM"],
      ["SIGTERM", "SIGINT"],
      ["SIGHUP", "SIGHUP"]
    ] as const
  )(
    "by %s, and a millisecond later by %s, ends once and leaves nothing behind",
    (first, second) =>
      inRounds(async (folder) => {
        const { child, dynamodbPid } = await startOn(folder, environment)
        const code = exitOf(child)
        child.kill(first)
        await sleep(1)
        child.kill(second)
        assert.strictEqual(await code, 0)
        assert.isFalse(isAlive(dynamodbPid), "its DynamoDB still runs")
        assert.isNull(await saidInLock(folder))
      }),
    60_000 * rounds
  )

  it("while it starts ends too, and leaves nothing behind", () =>
    inRounds(async (folder) => {
      const terminal = onTerminal(folder, "npm start")
      const code = exitOf(terminal)
      let dynamodb: Holder["dynamodb"]
      while (dynamodb === undefined) {
        dynamodb = (await currentHolder(folder))?.dynamodb
        await sleep(5)
      }
      terminal.stdin.write(ctrlC)
      assert.strictEqual(await code, 0)
      assert.isFalse(isAlive(dynamodb.pid), "its DynamoDB still runs")
      assert.isNull(await saidInLock(folder))
    }), 60_000 * rounds)

  it.each(["npm start", "npm run dev"])(
    "by Ctrl-C on a terminal, under %s, leaves nothing behind",
    (command) =>
      inRounds(async (folder) => {
        const terminal = onTerminal(folder, command)
        const code = exitOf(terminal)
        const { dynamodb } = await untilServing(folder)
        terminal.stdin.write(ctrlC)
        assert.strictEqual(await code, 0)
        assert.isFalse(isAlive(dynamodb?.pid), "its DynamoDB still runs")
        assert.isNull(await saidInLock(folder))
      }),
    60_000 * rounds
  )

  it(
    "ends within its time although its DynamoDB hangs, and ends that, however often it is told",
    () =>
      inTemporaryFolder(async (folder) => {
        const { child, dynamodbPid } = await startOn(folder, environment)
        const code = exitOf(child)
        process.kill(dynamodbPid ?? 0, "SIGSTOP")
        child.kill("SIGTERM")
        await sleep(1)
        child.kill("SIGINT")
        const again = setTimeout(() => child.kill("SIGINT"), 9490)
        assert.strictEqual(await code, 0)
        clearTimeout(again)
        assert.isFalse(isAlive(dynamodbPid), "its DynamoDB still runs")
      }),
    60_000
  )
})
