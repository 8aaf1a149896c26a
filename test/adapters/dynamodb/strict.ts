import { once } from "node:events"
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import type { Engine } from "./engines.ts"
import { beyondLimits } from "./limits.ts"

/** Returns why a request is refused (the name that DynamoDB gives the error, and its message), or undefined where it may pass. */
export type Judge = (target: string, body: string) => readonly [name: string, message: string] | undefined

/** Stands in front of a DynamoDB and refuses what `judge` does not let pass. */
export const startJudging = async (endpoint: string, judge: Judge): Promise<Engine> => {
  const { hostname, port } = new URL(endpoint)
  const agent = new Agent({ keepAlive: true })
  const answer = async (call: IncomingMessage, response: ServerResponse) => {
    const { headers, method, url: path } = call
    const body = await buffer(call)
    const refused = judge(String(headers["x-amz-target"]).split(".")[1] ?? "", body.toString())
    if (refused !== undefined) {
      const [name, message] = refused
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0" })
      return void response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }))
    }
    request({ hostname, port, method, path, headers, agent }, (answered) => {
      response.writeHead(answered.statusCode ?? 500, answered.headers)
      answered.pipe(response)
    }).once("error", () => response.destroy()).end(body)
  }
  const server = createServer((call, response) => void answer(call, response))
  await once(server.listen(0, "127.0.0.1"), "listening")
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = once(server.close(), "close")
      server.closeAllConnections()
      agent.destroy()
      await closed
    }
  }
}

/** The limits of DynamoDB that its stand-ins do not enforce, or not fully. */
const withinLimits: Judge = (_, body) => {
  const [beyond] = beyondLimits(body)
  return beyond === undefined ? undefined : ["ValidationException", beyond]
}

/** An engine that is as strict as DynamoDB. */
export const strictly = (start: () => Promise<Engine>) => async (): Promise<Engine> => {
  const engine = await start()
  const judging = await startJudging(engine.endpoint, withinLimits)
  return {
    endpoint: judging.endpoint,
    stop: async () => {
      await judging.stop()
      await engine.stop()
    }
  }
}
