import { type ChildProcess, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"

/** The function failed, in the form in which Lambda tells its callers. */
export class FunctionError extends Error {
  readonly errorType: string
  constructor(errorType: string, message: string) {
    super(message)
    this.errorType = errorType
  }
}

export interface FunctionOptions {
  readonly name: string
  /** File and export, as Lambda names them. */
  readonly handler: string
  readonly folder: string
  readonly timeoutMs: number
  readonly environment: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

interface Pending {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

const client = fileURLToPath(new URL("runtime-client.ts", import.meta.url))

const spawned = ({ environment, folder, handler, log, name }: FunctionOptions, api: string): ChildProcess => {
  const child = spawn(process.execPath, [client], {
    cwd: folder,
    // Nothing from this process's own environment: a function has what Lambda gives it, and its settings.
    env: {
      AWS_LAMBDA_RUNTIME_API: api,
      AWS_LAMBDA_FUNCTION_NAME: name,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
      ...environment
    },
    stdio: ["ignore", "pipe", "pipe"]
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on("line", log)
  }
  return child
}

/** Starts one process of a function, behind its own Runtime API. Between invocations it is frozen, as on Lambda. */
export const startSandbox = async (options: FunctionOptions) => {
  const { name, timeoutMs } = options
  let waiting: ServerResponse | undefined
  let pending: (Pending & { readonly id: string }) | undefined
  let ready = Promise.withResolvers<void>()

  const fail = (error: FunctionError) => {
    pending?.reject(error)
    pending = undefined
    ready.reject(error)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, kind = "", id = "", outcome = ""] =
      /^\/2018-06-01\/runtime\/(init|invocation)\/([^/]+)(?:\/(\w+))?$/.exec(request.url ?? "") ?? []
    if (kind === "invocation" && id === "next") {
      waiting = response
      child.kill("SIGSTOP")
      return ready.resolve()
    }
    const body = JSON.parse(await text(request)) as { readonly errorType: string; readonly errorMessage: string }
    response.writeHead(202).end()
    if (kind === "init") return fail(new FunctionError(body.errorType, body.errorMessage))
    if (pending?.id !== id) return
    const { reject, resolve } = pending
    pending = undefined
    if (outcome === "response") resolve(body)
    else reject(new FunctionError(body.errorType, body.errorMessage))
  }

  // Connections that a frozen process holds open must not be closed.
  const api = createServer(
    { keepAliveTimeout: 0, requestTimeout: 0 },
    (request, response) => void answer(request, response)
  )
    .listen(0, "127.0.0.1")
  await once(api, "listening")
  const child = spawned(options, `127.0.0.1:${(api.address() as AddressInfo).port}`)
  const ended = once(child, "exit").then(() => fail(new FunctionError("Runtime.ExitError", `${name} ended`)))
  ready.promise.catch(() => undefined)

  const stop = async () => {
    child.kill("SIGKILL")
    await ended
    api.closeAllConnections()
    await new Promise((closed) => api.close(closed))
  }

  return {
    /** Gives it an event once it asks for one. Returns what the function answered. */
    invoke: async (event: unknown): Promise<unknown> => {
      await ready.promise
      ready = Promise.withResolvers<void>()
      ready.promise.catch(() => undefined)
      const id = randomUUID()
      const { promise, reject, resolve } = Promise.withResolvers<unknown>()
      pending = { id, reject, resolve }
      const timer = setTimeout(() => {
        fail(new FunctionError("Sandbox.Timedout", `${name} timed out`))
        child.kill("SIGKILL")
      }, timeoutMs)
      child.kill("SIGCONT")
      waiting?.writeHead(200, {
        "lambda-runtime-aws-request-id": id,
        "lambda-runtime-deadline-ms": `${Date.now() + timeoutMs}`
      }).end(JSON.stringify(event))
      return promise.finally(() => clearTimeout(timer))
    },
    /** Resolves when it is ready for the next event; rejects when it has ended. */
    isReady: () => ready.promise,
    stop
  }
}
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>
