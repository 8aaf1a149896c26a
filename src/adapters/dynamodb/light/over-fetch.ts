import { limits } from "../driver.ts"
import { type OpenTransport, timeout } from "./transport.ts"

const lost = () => Object.assign(new Error("no answer"), { code: "ECONNRESET" })

/** Sends requests through `fetch`, for platforms that have nothing else. The platform keeps the connections. */
export const overFetch: OpenTransport = (address) => ({
  post: async ({ host: _, ...headers }, body, signal) => {
    const late = AbortSignal.timeout(limits.tryMs)
    try {
      const answer = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.any([signal, late]) })
      // The checksum is that of the compressed body, which `fetch` does not show.
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
