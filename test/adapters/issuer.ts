import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** Starts an issuer like those in the real world: over HTTP, with discovery and keys. `mood` is what it does with requests. */
export const startIssuer = async (keys: () => object) => {
  const state = { mood: "well" as "well" | "broken" | "silent" | "lying", requests: [] as Array<string> }
  const server = createServer((request, response) => {
    const path = request.url ?? ""
    state.requests.push(path)
    if (state.mood === "silent") return
    const document = { issuer: state.mood === "lying" ? "https://other.test" : base, jwks_uri: `${base}/keys` }
    const body = path === "/.well-known/openid-configuration" ? document : path === "/keys" ? keys() : undefined
    response.writeHead(state.mood === "broken" ? 500 : body === undefined ? 404 : 200)
    response.end(JSON.stringify(body ?? {}))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    base,
    state,
    close: async () => {
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}
