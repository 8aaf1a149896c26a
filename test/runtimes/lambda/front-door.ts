import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"

const isText = (type: string): boolean =>
  type === "" || /^(text\/|application\/([\w.+-]*\+)?(json|xml|javascript))/.test(type)

/** Joins the values of a name that occurs several times. */
const joined = (pairs: Iterable<readonly [string, string]>): Record<string, string> => {
  const all: Record<string, string> = {}
  for (const [name, value] of pairs) all[name] = all[name] === undefined ? value : `${all[name]},${value}`
  return all
}

const headersOf = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      name === "cookie" ? [] : [[name, values.join(",")]]
    )
  )

/** Returns a request as API Gateway's HTTP API passes it to a function: payload 2.0, stage `$default`. */
export const eventOf = (request: IncomingMessage, body: Buffer, routeKey: string) => {
  const { pathname, search, searchParams } = new URL(request.url ?? "/", "http://front-door.test")
  const headers = headersOf(request)
  const cookies = request.headersDistinct["cookie"]?.flatMap((line) => line.split(/; */))
  const query = joined(searchParams)
  const isPlain = isText(headers["content-type"] ?? "")
  return {
    version: "2.0",
    routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookies !== undefined && { cookies }),
    headers,
    ...(search !== "" && { queryStringParameters: query }),
    requestContext: {
      accountId: "000000000000",
      apiId: "frontdoor",
      domainName: "front-door.test",
      domainPrefix: "front-door",
      http: {
        method: request.method ?? "GET",
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: request.socket.remoteAddress ?? "",
        userAgent: headers["user-agent"] ?? ""
      },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: new Date().toISOString(),
      timeEpoch: Date.now()
    },
    ...(body.length > 0 && { body: body.toString(isPlain ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isPlain
  }
}

interface Result {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: ReadonlyArray<string>
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

const write = (response: ServerResponse, { body = "", cookies, headers, isBase64Encoded, statusCode }: Result) =>
  response
    .writeHead(statusCode, { ...headers, ...(cookies !== undefined && { "set-cookie": [...cookies] }) })
    .end(isBase64Encoded === true ? Buffer.from(body, "base64") : body)

const patternOf = (routeKey: string) => {
  const [method, path = ""] = routeKey.split(" ")
  return { method, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`) }
}

type Invoke = (event: unknown) => Promise<unknown>

/** An API Gateway in front of functions: requests to these routes go to their functions, all others to the default. */
export const openFrontDoor = async (routes: Readonly<Record<string, Invoke>>, otherwise: Invoke) => {
  const patterns = Object.keys(routes).map((routeKey) => ({ routeKey, ...patternOf(routeKey) }))
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/"
    const route = patterns.find(({ method, pattern }) => method === request.method && pattern.test(path))?.routeKey
    const event = eventOf(request, await buffer(request), route ?? "$default")
    try {
      write(response, await (routes[route ?? ""] ?? otherwise)(event) as Result)
    } catch {
      write(response, {
        statusCode: 500,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ message: "Internal Server Error" })
      })
    }
  }
  const server = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }
}
