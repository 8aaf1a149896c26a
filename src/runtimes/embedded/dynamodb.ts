import { Effect, Schedule } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import { connect, createServer, type Server } from "node:net"
import { join, resolve } from "node:path"
import { sameEngine } from "./data-folder.ts"
import type { Holder } from "./lock.ts"
import { isRunning, runs } from "./process.ts"

export type EmbeddedDynamodb = NonNullable<Holder["dynamodb"]>
type Started = (dynamodb: EmbeddedDynamodb) => Effect.Effect<void>

const binary = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide")
  } catch {
    return undefined
  }
}

const freePort = Effect.promise(async () => {
  const server = createServer()
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address !== null ? address.port : 0
})

const accepts = (port: number) =>
  Effect.tryPromise(async () => {
    const socket = connect(port, "127.0.0.1")
    await once(socket, "connect")
    socket.destroy()
  }).pipe(Effect.retry({ schedule: Schedule.spaced("20 millis"), times: 500 }), Effect.orDie)

const exited = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Ends the child with this process, however that ends, except by a kill. After a kill, the next holder of the folder stops the child. */
const endsWithUs = (child: ChildProcess) => {
  const end = () => child.kill("SIGKILL")
  process.once("exit", end)
  child.once("exit", () => process.off("exit", end))
  return child
}

const stopChild = (child: ChildProcess) =>
  Effect.promise(async () => {
    if (exited(child)) return
    const gone = once(child, "exit")
    child.kill("SIGTERM")
    const timer = setTimeout(() => child.kill("SIGKILL"), 3000)
    await gone
    clearTimeout(timer)
  })

/** Runs the program once, in a process group of its own: Ctrl-C reaches only the service, which then ends the program. */
const life = (program: string, path: string, port: number) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      endsWithUs(spawn(program, ["serve", "--host", "127.0.0.1", "--port", `${port}`, "--db-path", path], {
        stdio: "ignore",
        detached: true
      }))
    ),
    stopChild
  )

/** Restarts the program on the same port when it ends by itself. */
const dynoxide = Effect.fnUntraced(function*(program: string, folder: string, started: Started) {
  const path = resolve(folder, "workflow.sqlite")
  const port = yield* freePort
  const self = { engine: "dynoxide", endpoint: `http://127.0.0.1:${port}`, path }
  const run = Effect.scoped(Effect.gen(function*() {
    const child = yield* life(program, path, port)
    if (child.pid !== undefined) yield* started({ ...self, pid: child.pid })
    if (!exited(child)) yield* Effect.promise(() => once(child, "exit"))
    yield* Effect.logError("embedded_dynamodb_ended")
    yield* Effect.sleep("500 millis")
  }))
  yield* Effect.forkScoped(Effect.forever(run))
  yield* accepts(port)
  return self
})

/** DynamoDB in this process, for platforms that dynoxide has no program for. */
export const dynalite = Effect.fnUntraced(function*(folder: string, started: Started) {
  // The package has no types of its own.
  const createDynalite = createRequire(import.meta.url)("dynalite") as (options: object) => Server
  const server = createDynalite({ path: join(folder, "workflow.level"), createTableMs: 0 })
  const port = yield* freePort
  yield* Effect.acquireRelease(
    Effect.callback<void>((resume) => {
      server.listen(port, "127.0.0.1", () => resume(Effect.void))
    }),
    () =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
      })
  )
  const self = { engine: "dynalite", endpoint: `http://127.0.0.1:${port}` }
  yield* started(self)
  return self
})

/** Stops the program that a killed holder left behind, once it is certain that it is that program on that file. */
export const stopOrphan = (left: EmbeddedDynamodb | undefined) =>
  Effect.promise(async () => {
    const { path, pid } = left ?? {}
    const isOurs = () =>
      pid !== undefined && path !== undefined && isRunning(pid, undefined) && runs(pid, "serve", path)
    for (let wait = 0; isOurs() && wait < 100; wait++) {
      process.kill(pid ?? 0, wait < 60 ? "SIGTERM" : "SIGKILL")
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })

/**
 * Starts a DynamoDB on the data folder, until the scope ends: dynoxide where its program exists, otherwise dynalite in this process.
 * `started` is told of each process as soon as it runs, so that the next holder after a kill knows what was left behind.
 */
export const startDynamodb = Effect.fn("startDynamodb")(function*(folder: string, started: Started) {
  const program = binary()
  yield* sameEngine(folder, "workflow", program === undefined ? "dynalite" : "dynoxide")
  return yield* program === undefined ? dynalite(folder, started) : dynoxide(program, folder, started)
})
