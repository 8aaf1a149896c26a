import { limits } from "../driver.ts"
import { type OpenTransport, timeout } from "./transport.ts"

const lost = () => Object.assign(new Error("no answer"), { code: "ECONNRESET" })

/** Over fetch, where that is all there is: the platform keeps the connections. */
export const overFetch: OpenTransport = (address) => ({
  post: async ({ host: _, ...headers }, body, signal) => {
    const late = AbortSignal.timeout(limits.tryMs)
    try {
      const answer = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.any([signal, late]) })
      // Of a body that was packed on the way the sum is another one.
      const isPacked = answer.headers.has("content-encoding")
      return {
        status: answer.status,
        date: answer.headers.get("date") ?? undefined,
        crc32: isPacked ? undefined : answer.headers.get("x-amz-crc32") ?? undefined,
        body: new Uint8Array(await answer.arrayBuffer())
      }
    } catch (error) {
      if (signal.aborted) throw error
      throw late.aborted ? timeout() : lost()
    }
  },
  close: () => undefined
})
