import { connect, createServer, type Socket } from "node:net"

export interface SilentProxy {
  readonly url: string
  /** Connections stay open and new ones are accepted, but nothing passes any more: a black hole. */
  readonly fallSilent: () => void
  /** Every connection is closed, and new ones are closed at once: nobody is there. */
  readonly refuse: () => void
  /** New connections reach the server again; the old ones stay silent. */
  readonly speak: () => void
  /** Every connection is reset at the next byte that it carries. */
  readonly breakOff: () => void
  readonly stop: () => Promise<void>
}

/** Stands between a client and a PostgreSQL server on the loopback. */
export const startSilentProxy = async (server: string): Promise<SilentProxy> => {
  const target = new URL(server)
  const sockets = new Set<Socket>()
  let isSilent = false
  let isGone = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    return socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket))
  }
  const proxy = createServer((client) => {
    keep(client)
    if (isGone) client.destroy()
    if (isSilent || isGone) return
    const upstream = keep(connect(Number(target.port), target.hostname))
    client.pipe(upstream).pipe(client)
  })
  const port = await new Promise<number>((resolve, reject) => {
    proxy.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = proxy.address()
      resolve(typeof address === "object" && address !== null ? address.port : 0)
    })
  })
  const url = new URL(server)
  url.port = `${port}`
  return {
    url: url.href,
    fallSilent: () => {
      isSilent = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    refuse: () => {
      isGone = true
      for (const socket of sockets) socket.destroy()
    },
    speak: () => {
      isSilent = false
      isGone = false
    },
    breakOff: () => {
      for (const socket of sockets) socket.once("data", () => socket.resetAndDestroy())
    },
    stop: async () => {
      const closed = new Promise((resolve) => proxy.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}
