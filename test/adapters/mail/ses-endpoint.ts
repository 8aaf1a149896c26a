import { once } from "node:events"
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"

export interface Asked {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An SES as its callers see it: it notes what was asked, and answers as a test says. */
export const openSes = async () => {
  const asked: Array<Asked> = []
  const answers: Array<{ readonly status: number; readonly type?: string }> = []
  const server = createServer((request, response) => {
    const parts: Array<Buffer> = []
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      const { headers, method, url: path } = request
      asked.push({ method, path, headers, body: Buffer.concat(parts).toString() })
      const { status, type } = answers.shift() ?? { status: 200 }
      response.writeHead(status, {
        "content-type": "application/json",
        ...(type !== undefined && { "x-amzn-errortype": `${type}:http://internal.amazon.com/` })
      }).end(JSON.stringify(status === 200 ? { MessageId: "1" } : { message: "ann@example.test is not verified" }))
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Sets what it answers next; after that it answers well again. */
    answerNext: (status: number, type?: string) => {
      answers.push({ status, ...(type !== undefined && { type }) })
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }
}
