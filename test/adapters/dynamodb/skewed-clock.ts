import { once } from "node:events"
import { createServer, request } from "node:http"
import type { AddressInfo } from "node:net"

/** Stands in front of an HTTP server and tells a different time: its Date header is off by `offsetMs`. */
export const startSkewedClock = async (server: string) => {
  let offsetMs = 0
  const proxy = createServer((asked, answer) => {
    const { headers, method, url } = asked
    const forwarded = request(new URL(url ?? "/", server), { method, headers }, (response) => {
      const date = new Date(Date.parse(response.headers.date ?? "") + offsetMs).toUTCString()
      answer.writeHead(response.statusCode ?? 500, { ...response.headers, date })
      response.pipe(answer)
    })
    forwarded.on("error", () => answer.destroy())
    asked.pipe(forwarded)
  })
  proxy.listen(0, "127.0.0.1")
  await once(proxy, "listening")
  return {
    endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    /** From now on the server is this many milliseconds ahead of this process. */
    turn: (milliseconds: number) => {
      offsetMs = milliseconds
    },
    stop: async () => {
      const closed = new Promise((resolve) => proxy.close(resolve))
      proxy.closeAllConnections()
      await closed
    }
  }
}
