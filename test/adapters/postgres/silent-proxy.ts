import { connect, createServer, type Socket } from "node:net"

export interface SilentProxy {
  readonly url: string
  /** Connections stay open and new ones are accepted, but nothing passes any more: a black hole. */
  readonly fallSilent: () => void
  /** Every connection is closed, and new ones are closed at once: nobody is there. */
  readonly refuse: () => void
  /** New connections reach the server again; those that fell silent stay silent. */
  readonly speak: () => void
  /** Every connection is reset at the next byte that it carries. */
  readonly breakOff: () => void
  /** What is sent to the server arrives this many milliseconds later. */
  readonly delay: (milliseconds: number) => void
  /** Every connection is reset once this many more bytes have come from the server, in the middle of an answer. Undefined ends that. */
  readonly cutAfter: (bytes: number | undefined) => void
  /** What is sent to the server waits until `letGo`; nothing is lost. */
  readonly hold: () => void
  /** Returns how many connections were waiting. */
  readonly letGo: () => number
  /** Returns on how many connections something waits to be sent to the server. */
  readonly held: () => number
  /** Returns how many connections were made so far. */
  readonly connections: () => number
  readonly stop: () => Promise<void>
}

/** Stands between clients and a server on the loopback. */
export const startSilentProxy = async (server: string): Promise<SilentProxy> => {
  const target = new URL(server)
  const sockets = new Set<Socket>()
  const waiting = new Map<Socket, Array<Buffer>>()
  let [isSilent, isGone, isHeld, delayed, made] = [false, false, false, 0, 0]
  let cut: number | undefined
  const keep = (socket: Socket) => {
    sockets.add(socket)
    return socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket))
  }
  const send = (upstream: Socket, bytes: Buffer) => {
    if (delayed === 0) upstream.write(bytes)
    // Equal delays keep the order.
    else setTimeout(() => upstream.write(bytes), delayed)
  }
  const proxy = createServer((client) => {
    made++
    keep(client)
    if (isGone) client.destroy()
    if (isSilent || isGone) return
    const upstream = keep(connect(Number(target.port), target.hostname))
    let carried = 0
    client.on("data", (bytes: Buffer) => {
      if (isHeld) waiting.set(upstream, [...waiting.get(upstream) ?? [], bytes])
      else send(upstream, bytes)
    })
    upstream.on("data", (bytes: Buffer) => {
      carried += bytes.length
      if (cut === undefined || carried <= cut) return void client.write(bytes)
      client.write(bytes.subarray(0, Math.max(0, cut - carried + bytes.length)), () => client.resetAndDestroy())
    })
    for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
      one.on("end", () => isSilent || setTimeout(() => other.end(), delayed))
      one.on("close", (failed) => failed && !isSilent && other.destroy())
    }
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
      for (const socket of sockets) socket.removeAllListeners("data").pause()
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
    delay: (milliseconds) => {
      delayed = milliseconds
    },
    cutAfter: (bytes) => {
      cut = bytes
    },
    hold: () => {
      isHeld = true
    },
    letGo: () => {
      isHeld = false
      const count = waiting.size
      for (const [upstream, all] of waiting) for (const bytes of all) send(upstream, bytes)
      waiting.clear()
      return count
    },
    held: () => waiting.size,
    connections: () => made,
    stop: async () => {
      const closed = new Promise((resolve) => proxy.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}
