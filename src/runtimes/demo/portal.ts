import { Agent, request as send } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"

/** The service's answer was not what the demo expected. Holds the problem, without any value. */
export class Unexpected extends Error {
  constructor(method: string, route: string, status: number, body: unknown) {
    const { errors, type } = (body ?? {}) as {
      readonly type?: string
      readonly errors?: ReadonlyArray<{ readonly pointer: string }>
    }
    super(
      `${method} ${route} answered ${status} ${type ?? ""} ${(errors ?? []).map(({ pointer }) => pointer).join(" ")}`
    )
  }
}

export interface Answer<A> {
  readonly status: number
  readonly body: A
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Returns one caller of the service, with a token. */
export const caller = (base: string, token: string | undefined) => {
  const once = (method: string, path: string, body: unknown): Promise<Answer<unknown>> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const request = send(new URL(path, base), {
        method,
        agent,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(text !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
        }
      }, (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () => {
          const received = Buffer.concat(chunks).toString("utf8")
          resolve({ status: response.statusCode ?? 0, body: received === "" ? null : JSON.parse(received) })
        })
        response.on("error", reject)
      })
      request.on("error", reject)
      request.end(text)
    })

  /** Asks until the store is back; expects this status. */
  return async <A>(method: string, path: string, expected: number, body?: unknown): Promise<A> => {
    for (let attempt = 0;; attempt++) {
      const answer = await once(method, path, body)
      if (answer.status === expected) return answer.body as A
      if (answer.status !== 503 || attempt === 5) {
        throw new Unexpected(method, path.replace(/TSA-[A-Z]+-[\w-]+/g, ":id"), answer.status, answer.body)
      }
      await sleep(500)
    }
  }
}
export type Caller = ReturnType<typeof caller>
