import { Effect } from "effect"
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Reply, Request } from "./holder.ts"

const program = fileURLToPath(new URL("holder.ts", import.meta.url))

export interface HolderProcess {
  readonly pid: number
  /** Sends a request without waiting. */
  readonly tell: (request: Request) => void
  /** The next reply. */
  readonly reply: Effect.Effect<Reply>
  readonly ask: (request: Request) => Effect.Effect<Reply>
  /** Sends kill -9 and waits for the end. */
  readonly kill: Effect.Effect<void>
}

const end = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, "exit")
  child.kill("SIGKILL")
  await gone
}

/** A real process beside this one, killed with the scope. */
export const holderProcess = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => fork(program, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] })),
    (child) => Effect.promise(() => end(child))
  ),
  (child): HolderProcess => {
    const tell = (request: Request) => void child.send(request)
    const reply = Effect.promise(async () => (await once(child, "message"))[0] as Reply)
    return {
      pid: child.pid ?? 0,
      tell,
      reply,
      ask: (request) => Effect.andThen(Effect.sync(() => tell(request)), reply),
      kill: Effect.promise(() => end(child))
    }
  }
)

/** A new temporary folder, removed with the scope. */
export const temporaryFolder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "tsa-runtimes-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)
