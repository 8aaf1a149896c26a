import { type ChildProcessByStdio, spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import { type AddressInfo, createServer, type Server } from "node:net"
import { createInterface } from "node:readline"
import type { Readable } from "node:stream"

/** A stand-in for DynamoDB, in memory, on its own port. */
export interface Engine {
  readonly endpoint: string
  readonly stop: () => Promise<void>
}

const require = createRequire(import.meta.url)

const portOf = (server: Server) => (server.address() as AddressInfo).port

const listening = async (server: Server): Promise<number> => {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return portOf(server)
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listening(server)
  await closed(server)
  return port
}

/** Waits for the first line, which says on stderr, written in pieces, that the program listens. One that ends before is an error. */
const ready = (child: ChildProcessByStdio<null, null, Readable>) =>
  new Promise<void>((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`dynoxide ended with ${code} before it listened`)))
    createInterface({ input: child.stderr }).once("line", () => resolve())
  })

/** Starts dynoxide: a separate process that ends with this one. */
export const startDynoxide = async (): Promise<Engine> => {
  const binary = require.resolve("@dynoxide/linux-x64/dynoxide")
  const port = await freePort()
  const child = spawn(binary, ["serve", "--host", "127.0.0.1", "--port", `${port}`], {
    stdio: ["ignore", "ignore", "pipe"]
  })
  const kill = () => child.kill("SIGKILL")
  process.once("exit", kill)
  await ready(child)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      process.off("exit", kill)
      if (child.exitCode !== null || !child.kill("SIGTERM")) return
      await once(child, "exit")
    }
  }
}

/** Starts dynalite: a server in this process. */
export const startDynalite = async (): Promise<Engine> => {
  const dynalite = require("dynalite") as (options: { readonly createTableMs: number }) => Server
  const server = dynalite({ createTableMs: 0 })
  const port = await listening(server)
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => closed(server) }
}
