import * as http from "node:http"
import * as https from "node:https"
import { limits } from "../driver.ts"
import { type OpenTransport, timeout } from "./transport.ts"

/** As many connections as the AWS SDK keeps at a time. */
const maxSockets = 50

const text = (header: string | ReadonlyArray<string> | undefined) => typeof header === "string" ? header : undefined

/** Sends requests through Node's own HTTP client. */
export const overNode: OpenTransport = ({ hostname, pathname: path, port, protocol }) => {
  const { Agent, request } = protocol === "http:" ? http : https
  const agent = new Agent({ keepAlive: true, maxSockets })
  const where = { agent, hostname: hostname.replace(/^\[|\]$/g, ""), method: "POST", path, port, protocol }
  return {
    post: (headers, body, signal) =>
      new Promise((resolve, reject) => {
        const asked = request({ ...where, headers, signal })
        const late = () => asked.destroy(timeout())
        const timer = setTimeout(late, limits.tryMs)
        const failed = (error: Error) => {
          clearTimeout(timer)
          reject(error)
        }
        asked.once("error", failed)
        asked.once("socket", (socket) => {
          if (!socket.connecting) return
          const connecting = setTimeout(late, limits.connectMs)
          const connected = () => clearTimeout(connecting)
          socket.once("connect", connected).once("close", connected)
        })
        asked.once("response", (answer) => {
          const chunks: Array<Buffer> = []
          answer.on("data", (chunk: Buffer) => chunks.push(chunk))
          answer.once("error", failed)
          answer.once("end", () => {
            clearTimeout(timer)
            resolve({
              status: answer.statusCode ?? 0,
              date: answer.headers.date,
              crc32: text(answer.headers["x-amz-crc32"]),
              body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
            })
          })
        })
        asked.end(body)
      }),
    close: () => agent.destroy()
  }
}
