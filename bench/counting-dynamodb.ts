import { once } from "node:events"
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"

interface Capacity {
  readonly CapacityUnits?: number
  readonly ReadCapacityUnits?: number
  readonly WriteCapacityUnits?: number
}

/** The calls since the last count, by operation, and the capacity units that the engine reports for them. */
export interface Counted {
  readonly calls: Readonly<Record<string, number>>
  readonly read: number
  readonly written: number
}

const writes = ["BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"]

/** Starts a proxy in front of a DynamoDB that counts calls and asks for the capacity that each of them used. */
export const startCounting = async (endpoint: string) => {
  const { hostname, port } = new URL(endpoint)
  const agent = new Agent({ keepAlive: true })
  let calls: Record<string, number> = {}
  let [read, written] = [0, 0]

  const note = (operation: string, body: string) => {
    const { ConsumedCapacity: consumed = [] } = JSON.parse(body) as {
      readonly ConsumedCapacity?: Capacity | ReadonlyArray<Capacity>
    }
    for (const { CapacityUnits = 0 } of [consumed].flat() as ReadonlyArray<Capacity>) {
      if (writes.includes(operation)) written += CapacityUnits
      else read += CapacityUnits
    }
  }

  const answer = async (call: IncomingMessage, response: ServerResponse) => {
    const { headers, method, url: path } = call
    const operation = String(headers["x-amz-target"]).split(".")[1] ?? ""
    const asked = JSON.parse((await buffer(call)).toString()) as object
    const sent = JSON.stringify({ ...asked, ReturnConsumedCapacity: "TOTAL" })
    calls[operation] = (calls[operation] ?? 0) + 1
    const { "content-length": _, ...others } = headers
    const forwarded = request(
      { agent, hostname, port, method, path, headers: others },
      (answered) =>
        void buffer(answered).then((body) => {
          note(operation, body.toString())
          response.writeHead(answered.statusCode ?? 500, answered.headers)
          response.end(body)
        }, () => response.destroy())
    )
    forwarded.once("error", () => response.destroy()).end(sent)
  }

  const server = createServer((call, response) => void answer(call, response))
  await once(server.listen(0, "127.0.0.1"), "listening")
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (): Counted => {
      const counted = { calls, read, written }
      calls = {}
      read = 0
      written = 0
      return counted
    },
    stop: () => {
      server.close().closeAllConnections()
      agent.destroy()
    }
  }
}
