import type { ServerType } from "@hono/node-server"
import { Effect, Schema } from "effect"
import { randomUUID } from "node:crypto"
import type { AddressInfo } from "node:net"
import { problemWire } from "../../http/problem-wire.ts"
import { makeServer } from "./server.ts"

/** How long requests may take to finish after the process was told to stop. */
const drainMs = 8000

type Fetch = (request: Request, env: object) => Response | Promise<Response>

const wordsFor = (host: string, port: number, code: string): string => {
  if (code === "EADDRINUSE") {
    return `PORT: ${port} on ${host} is in use by another program. Stop that, or set PORT to another number (0: any that is free).`
  }
  if (code === "EACCES") return `PORT: this user may not listen on ${port}. Set PORT to a number from 1024 on.`
  if (["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"].includes(code)) {
    return `HOST: ${host} is no address of this machine. Set HOST to one that is, such as 127.0.0.1.`
  }
  // What the system's resolver answers, under any of its names.
  if (code === "ENOTFOUND" || code.startsWith("EAI")) {
    return `HOST: the name ${host} is not known here. Set HOST to an address of this machine, such as 127.0.0.1.`
  }
  return `HOST, PORT: nothing can listen on ${host}, ${port} (${code}). Set them to an address of this machine and a port that is free.`
}

/** The service cannot listen where the configuration says. */
export class CannotListen extends Schema.TaggedError<CannotListen>()("CannotListen", {
  host: Schema.String,
  port: Schema.Int,
  code: Schema.String
}) {
  override get message() {
    return wordsFor(this.host, this.port, this.code)
  }
}

/** The answer to everybody until the stores are open. */
const starting: Fetch = () => {
  const { body, headers } = problemWire(randomUUID(), {
    status: 503,
    code: "starting",
    headers: { "cache-control": "private, no-store", "retry-after": "1" }
  }, "en")
  return new Response(body, { status: 503, headers })
}

/** Accepts no more requests and lets those under way finish. */
const drained = (server: ServerType) =>
  Effect.callback<void>((resume) => {
    const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(timer)
      resume(Effect.void)
    })
    if ("closeIdleConnections" in server) server.closeIdleConnections()
  })

/**
 * Listens until the scope ends, before anything else is opened: a wrong address is known at once, and early callers are told to come back,
 * until `answerBy` says who answers. `drained` accepts no more requests and lets those under way finish.
 */
export const listen = Effect.fnUntraced(function*(host: string, port: number) {
  let answer = starting
  const server = yield* Effect.acquireRelease(
    makeServer((request, env) => answer(request, env as object)),
    drained
  )
  const address = yield* Effect.callback<AddressInfo, CannotListen>((resume) => {
    server.once(
      "error",
      ({ code = "unknown" }: NodeJS.ErrnoException) => resume(Effect.fail(new CannotListen({ host, port, code })))
    )
    server.listen(port, host, () => resume(Effect.succeed(server.address() as AddressInfo)))
  })
  return {
    base: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    answerBy: (fetch: Fetch) => {
      answer = fetch
    },
    drained: drained(server)
  }
})
