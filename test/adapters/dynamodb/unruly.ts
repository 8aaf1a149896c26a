import { once } from "node:events"
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** How often a call is throttled, fails internally, or is carried out without an answer; from 0 to 1. */
export interface Rates {
  readonly throttled: number
  readonly failed: number
  readonly unanswered: number
}

export interface UnrulyDynamodb {
  readonly endpoint: string
  /** Sets the rates. Until then, all are zero. */
  readonly misbehave: (rates: Rates) => void
  /** Returns, for each client call since the last time this was asked, how often it was tried. */
  readonly tries: () => ReadonlyArray<number>
  readonly stop: () => Promise<void>
}

const errors = {
  throttled: [400, "ProvisionedThroughputExceededException"],
  failed: [500, "InternalServerError"]
} as const

const refuse = (response: ServerResponse, fate: keyof typeof errors) => {
  const [status, name] = errors[fate]
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" })
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "injected" }))
}

/** Stands in front of a DynamoDB and treats calls as DynamoDB does on a bad day. */
export const startUnrulyDynamodb = async (endpoint: string, chance: () => number): Promise<UnrulyDynamodb> => {
  const { hostname, port } = new URL(endpoint)
  let rates: Rates = { throttled: 0, failed: 0, unanswered: 0 }
  const tries = new Map<string, number>()
  const fateOf = () => {
    const drawn = chance()
    const { failed, throttled, unanswered } = rates
    return drawn < throttled
      ? "throttled"
      : drawn < throttled + failed
      ? "failed"
      : drawn < throttled + failed + unanswered
      ? "unanswered"
      : undefined
  }
  const forward = (call: IncomingMessage, answered: (answer: IncomingMessage) => void, lost: () => void) => {
    const { headers, method, url: path } = call
    call.pipe(request({ hostname, port, method, path, headers }, answered).once("error", lost))
  }
  const server = createServer((call, response) => {
    const id = String(call.headers["amz-sdk-invocation-id"])
    tries.set(id, (tries.get(id) ?? 0) + 1)
    const lose = () => response.destroy()
    const fate = fateOf()
    if (fate === "throttled" || fate === "failed") return call.resume().once("end", () => refuse(response, fate))
    if (fate === "unanswered") return forward(call, (answer) => answer.resume().once("end", lose), lose)
    return forward(call, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    }, lose)
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (wanted) => {
      rates = wanted
    },
    tries: () => {
      const all = [...tries.values()]
      tries.clear()
      return all
    },
    stop: async () => {
      const closed = once(server.close(), "close")
      server.closeAllConnections()
      await closed
    }
  }
}
