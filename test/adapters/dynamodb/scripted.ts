import { Effect } from "effect"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import { crc32 } from "node:zlib"

/** What a server does with a call. */
export type Act = (response: ServerResponse, asked: { readonly headers: IncomingMessage["headers"] }) => void

const type = { "content-type": "application/x-amz-json-1.0" }

/** Answers this, with its sum, as DynamoDB does. */
export const answers = (content: object, headers: Readonly<Record<string, string>> = {}): Act => (response) => {
  const body = JSON.stringify(content)
  response.writeHead(200, { ...type, "x-amz-crc32": `${crc32(body)}`, ...headers })
  response.end(body)
}

/** Refuses by this name. */
export const refuses = (name: string, status = 400): Act => (response) => {
  response.writeHead(status, type)
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "a Sentinel" }))
}

/** A server that does with each call what comes next, and the last of it from then on; it ends with the scope. */
export const scripted = Effect.fnUntraced(function*(...acts: ReadonlyArray<Act>) {
  const calls: Array<{ readonly headers: IncomingMessage["headers"]; readonly body: string }> = []
  const server = createServer((call, response) => {
    const act = acts[Math.min(calls.length, acts.length - 1)]
    const { headers } = call
    const asked = { headers, body: "" }
    calls.push(asked)
    void buffer(call).then((body) => {
      Object.assign(asked, { body: body.toString() })
      act?.(response, asked)
    }, () => undefined)
  })
  yield* Effect.acquireRelease(
    Effect.promise(() => once(server.listen(0, "127.0.0.1"), "listening")),
    () => Effect.sync(() => server.close().closeAllConnections())
  )
  return { calls, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
})
