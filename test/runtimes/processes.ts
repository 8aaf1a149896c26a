import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { currentHolder } from "../../src/runtimes/embedded/lock.ts"
import { runs } from "../../src/runtimes/embedded/process.ts"
import { bundled } from "./bundled-node.ts"

const run = promisify(execFile)

/** Does this work with a folder that is removed afterwards. */
export const inTemporaryFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "tsa-test-"))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one of the project's programs to its end. */
export const runToEnd = async (
  entry: string,
  words: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {}
): Promise<Ended> => {
  try {
    const { stderr, stdout } = await run(process.execPath, [entry, ...words], {
      env: { ...process.env, ...environment },
      maxBuffer: 2 ** 26
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stderr, stdout } = error as {
      readonly code: number
      readonly stdout: string
      readonly stderr: string
    }
    return { code, stdout, stderr }
  }
}

/** Runs one CLI command to its end. */
export const runCli = (
  words: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {}
): Promise<Ended> => runToEnd(bundled("cli"), words, environment)

export interface RunningService {
  readonly base: string
  readonly child: ChildProcess
  readonly dynamodbPid: number | undefined
}

/** Starts the service as a person does, on a free port, with its log in a file or a pipe. */
export const spawnOn = (
  dataDir: string,
  environment: Readonly<Record<string, string>>,
  log: number | "ignore" | "pipe"
): ChildProcess =>
  spawn(process.execPath, [bundled("node")], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: "0", ...environment },
    stdio: ["ignore", log, "inherit"]
  })

/** Waits until a service's lock says where it serves. Returns undefined if it ended before. */
export const untilItServes = async (dataDir: string, child: ChildProcess): Promise<RunningService | undefined> => {
  for (let wait = 0; wait < 1500 && child.exitCode === null && child.signalCode === null; wait++) {
    const holder = await currentHolder(dataDir)
    if (holder?.base !== undefined && holder.pid === child.pid) {
      return { base: holder.base, child, dynamodbPid: holder.dynamodb?.pid }
    }
    await sleep(20)
  }
  return undefined
}

/** Does the same, and waits until it serves. */
export const startOn = async (
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
  log: number | "ignore" = "ignore"
): Promise<RunningService> => {
  const child = spawnOn(dataDir, environment, log)
  const service = await untilItServes(dataDir, child)
  if (service !== undefined) return service
  child.kill("SIGKILL")
  throw new Error("the service did not start")
}

/** Ends it with this signal; returns its exit code, or null where the signal ended it. */
export const end = async ({ child }: RunningService, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> => {
  const gone = once(child, "exit") as Promise<[number | null]>
  child.kill(signal)
  return (await gone)[0]
}

/** Returns whether a DynamoDB still runs under this pid. A killed one that nobody has reaped does not. */
export const isAlive = (pid: number | undefined): boolean => pid !== undefined && runs(pid, "serve")
