import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import { startDynoxide } from "../test/adapters/dynamodb/engines.ts"
import { startNativePostgres } from "../test/adapters/postgres/native.ts"

const family = "family@bench.test"
/** Of /proc: user and system time, in ticks of 10 ms. */
const [userField, systemField, tickMs] = [11, 12, 10]

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

/** The service of a checkout from its sources, as `npm start` starts it, on stores of its own that were prepared by its own commands. */
export const openSide = async (checkout: string) => {
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
    const { stdout } = await promisify(execFile)(node, ["src/runtimes/cli.ts", ...words], { cwd: checkout, env })
    return stdout.trim().split("\n").at(-1) ?? ""
  }
  await cli("migrate")
  await cli("table", "create")
  await cli("schools", "add", "--id", "1", "--name", "TSA Bench", "--time-zone", "America/Chicago")
  const tokenOf = (role: string, email: string) => cli("token", "--role", role, "--email", email, "--school", "1")
  const registrar = await tokenOf("registrar", "registrar@bench.test")
  const parent = await cli("token", "--role", "parent", "--email", family)
  const child = spawn(node, ["--max-semi-space-size=4", "src/runtimes/node.ts"], {
    cwd: checkout,
    env,
    stdio: "ignore"
  })
  const base = `http://127.0.0.1:${port}`

  const call = async (token: string, method: string, path: string, body?: object) => {
    const began = performance.now()
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`)
    return { answer: JSON.parse(text) as Record<string, never>, ms: performance.now() - began }
  }

  for (let attempt = 0;; attempt++) {
    const isReady = await fetch(`${base}/health/ready`).then(({ status }) => status === 200, () => false)
    if (isReady) break
    if (attempt === 300 || child.exitCode !== null) {
      child.kill()
      throw new Error(`${checkout} does not serve`)
    }
    await sleep(100)
  }

  let children = 0
  /** An enrollment that was begun for a child of its own; the family walks its steps. */
  const begin = async () => {
    const letters = [...`${children++}`].map((digit) => "abcdefghij".charAt(Number(digit))).join("")
    const first_name = `Ada${letters}`
    const { answer } = await call(registrar, "POST", "/parent-invitations", {
      parent_email: family,
      student_first_name: first_name
    })
    const { invitation_id } = answer["invitation"] as unknown as { readonly invitation_id: string }
    const begun = await call(registrar, "POST", "/admissions/enrollments", { invitation_id })
    return { id: String(begun.answer["enrollment_id"]), first_name }
  }

  return {
    checkout,
    begin,
    call: (method: string, path: string, body?: object) => call(parent, method, path, body),
    /** Milliseconds of the processor that the service has had, on all its threads. */
    cpuMs: async (): Promise<number> => {
      const fields = (await readFile(`/proc/${child.pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? []
      return (Number(fields[userField]) + Number(fields[systemField])) * tickMs
    },
    stop: async () => {
      child.kill("SIGTERM")
      await once(child, "exit")
      await Promise.all([postgres.stop(), dynamodb.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  }
}

export type Side = Awaited<ReturnType<typeof openSide>>
