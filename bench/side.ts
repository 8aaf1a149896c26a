import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { Agent, request } from "node:http"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { startDynoxide } from "../test/adapters/dynamodb/engines.ts"
import { startNativePostgres } from "../test/adapters/postgres/native.ts"

export const family = "family@bench.test"
export const root = resolve(import.meta.dirname, "..")
/** The fields of /proc/PID/stat with user and system time, in ticks of 10 ms. */
const [userField, systemField, tickMs] = [11, 12, 10]

const run = promisify(execFile)

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

/** Starts stores for one side, with the tables of a checkout of the service. Returns them with its command line. */
export const openStores = async (checkout: string) => {
  const [postgres, dynamodb, folder, port] = await Promise.all([
    startNativePostgres(),
    startDynoxide(),
    mkdtemp(join(tmpdir(), "tsa-bench-")),
    freePort()
  ])
  const env = {
    ...process.env,
    DATA_DIR: join(folder, "data"),
    DATABASE_URL: postgres.url,
    DYNAMODB_ENDPOINT: dynamodb.endpoint,
    DYNAMODB_TABLE: "bench",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    PORT: `${port}`,
    REQUESTS_PER_MINUTE: "1000000",
    LOG_FORMAT: "json",
    MAILBOX_DIR: join(folder, "mailbox")
  }
  const node = join(checkout, "node_modules/.bin/node")
  const cli = async (...words: ReadonlyArray<string>) => {
    const { stdout } = await run(node, ["src/runtimes/cli.ts", ...words], { cwd: checkout, env })
    return stdout.trim().split("\n").at(-1) ?? ""
  }
  await cli("migrate")
  await cli("table", "create")
  return {
    cli,
    env,
    folder,
    node,
    stop: async () => {
      await Promise.all([postgres.stop(), dynamodb.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Starts a service in a process of its own. It is called over connections that are kept alive. */
export const openService = async (
  name: string,
  command: string,
  words: ReadonlyArray<string>,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> }
) => {
  const child = spawn(command, words, { ...options, stdio: ["ignore", "ignore", "inherit"] })
  const agent = new Agent({ keepAlive: true })
  const port = Number(options.env["PORT"])

  const call = (method: string, path: string, token: string, body?: object) => {
    const began = performance.now()
    const sent = body === undefined ? "" : JSON.stringify(body)
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(sent) })
    }
    return new Promise<{ readonly answer: Record<string, never>; readonly ms: number }>((done, failed) => {
      const asked = request({ agent, host: "127.0.0.1", port, method, path, headers }, (response) => {
        let text = ""
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk)).once("end", () => {
          const { statusCode = 0 } = response
          if (statusCode >= 300) failed(new Error(`${name}: ${method} ${path}: ${statusCode} ${text.slice(0, 300)}`))
          else done({ answer: JSON.parse(text) as Record<string, never>, ms: performance.now() - began })
        })
      })
      asked.once("error", failed).end(sent)
    })
  }

  const field = async (file: string, read: (text: string) => number) =>
    read(await readFile(`/proc/${child.pid}/${file}`, "utf8"))
  for (let attempt = 0;; attempt++) {
    const isThere = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ status }) => status === 200 || status === 401 || status === 404,
      () => false
    )
    if (isThere) break
    if (attempt === 300 || child.exitCode !== null) {
      child.kill()
      throw new Error(`${name} does not serve`)
    }
    await sleep(100)
  }
  return {
    call,
    /** Returns the CPU time of the process so far, on all its threads, in milliseconds. */
    cpuMs: () =>
      field("stat", (text) => {
        const fields = text.split(") ")[1]?.split(" ") ?? []
        return (Number(fields[userField]) + Number(fields[systemField])) * tickMs
      }),
    rssMb: () => field("status", (text) => Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1024),
    stop: async () => {
      agent.destroy()
      child.kill("SIGTERM")
      await once(child, "exit")
    }
  }
}
export type Service = Awaited<ReturnType<typeof openService>>

/** One of the services that are measured. A family begins enrollments there, and takes their steps. */
export interface Side {
  readonly name: string
  readonly begin: () => Promise<{ readonly id: string; readonly first_name: string }>
  readonly call: (method: string, path: string, body?: object) => ReturnType<Service["call"]>
  readonly cpuMs: () => Promise<number>
  readonly rssMb: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** Returns a source of children's names, all different. */
export const childNames = () => {
  let children = 0
  return () => `Ada${[...`${children++}`].map((digit) => "abcdefghij".charAt(Number(digit))).join("")}`
}
