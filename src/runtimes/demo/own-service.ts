import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { currentHolder } from "../embedded/lock.ts"

const entry = fileURLToPath(new URL("../node.ts", import.meta.url))

export interface OwnService {
  readonly base: string
  readonly dataDir: string
  /** Stops the service and removes its folder. */
  readonly stop: () => Promise<void>
}

/** Starts a service of the demo's own on a temporary folder. Its logs are discarded; if it ends early, what it said before is shown. */
export const startOwnService = async (): Promise<OwnService> => {
  const dataDir = await mkdtemp(join(tmpdir(), "tsa-enrollment-demo-"))
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "ignore", "inherit"]
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit")
      child.kill("SIGTERM")
      await gone
    }
    await rm(dataDir, { recursive: true, force: true })
  }
  for (let wait = 0; wait < 600 && child.exitCode === null; wait++) {
    const base = (await currentHolder(dataDir))?.base
    if (base !== undefined) return { base, dataDir, stop }
    await sleep(100)
  }
  await stop()
  throw new Error("the service did not start within a minute")
}
