import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Hono } from "hono"
import { once } from "node:events"
import { type AddressInfo, connect, type Socket } from "node:net"
import { makeServer, serverFigures } from "../../../src/runtimes/node/server.ts"

const app = new Hono()
  .get("/", (c) => c.text("well"))
  .post("/", async (c) => c.text(await c.req.text().catch(() => "")))
  .get("/much", (c) => c.body("x".repeat(50_000_000)))

const withServer = async (
  figures: Partial<typeof serverFigures>,
  work: (open: () => Promise<Socket>, base: string, accepted: ReadonlyArray<Socket>) => Promise<void>
) => {
  const server = await Effect.runPromise(makeServer(app.fetch, { ...serverFigures, ...figures }))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const [sockets, accepted] = [new Array<Socket>(), new Array<Socket>()]
  server.on("connection", (socket: Socket) => accepted.push(socket))
  const open = async () => {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined)
    sockets.push(socket)
    await once(socket, "connect")
    return socket
  }
  try {
    await work(open, `http://127.0.0.1:${port}`, accepted)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
  }
}

/** Returns everything that a connection is told until it is closed, however that happens. */
const toldUntilClosed = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let told = ""
    socket.on("data", (chunk: Buffer) => {
      told += chunk.toString()
    }).on("close", () => resolve(told))
  })

const ask = async (socket: Socket) => {
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
  const [said] = await once(socket, "data") as [Buffer]
  return said.toString().split("\r\n")[0]
}

/** Sends `begin` once, then `again` over and over for as long as it may. */
const slowly = (socket: Socket, begin: string, again: string) => {
  socket.write(begin)
  const timer = setInterval(() => socket.write(again), 50)
  socket.on("close", () => clearInterval(timer))
}

describe("a server that takes three connections", () => {
  it("closes the fourth at once, serves the three, and takes another when one has gone", () =>
    withServer({ maxConnections: 3 }, async (open, _, accepted) => {
      const [one, two, three] = [await open(), await open(), await open()]
      for (const each of [one, two, three]) assert.strictEqual(await ask(each), "HTTP/1.1 200 OK")
      assert.strictEqual(await toldUntilClosed(await open()), "")
      for (const each of [one, two, three]) assert.strictEqual(await ask(each), "HTTP/1.1 200 OK")
      one.destroy()
      if (accepted[0]?.closed === false) await once(accepted[0], "close")
      assert.strictEqual(await ask(await open()), "HTTP/1.1 200 OK")
    }))
})

describe("a client that takes its time", () => {
  const figures = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 }
  const head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
  it.each([
    ["says nothing", "", ""],
    ["sends headers without an end", head, "X: y\r\n"],
    ["sends a body without an end", `${head}Content-Length: 100000\r\n\r\n{`, " "],
    ["sends chunks without an end", `${head}Transfer-Encoding: chunked\r\n\r\n`, "1\r\nx\r\n"]
  ])(
    "and %s is told 408, and others are answered meanwhile",
    (_, begin, again) =>
      withServer(figures, async (open, base) => {
        const slow = await open()
        slowly(slow, begin, again)
        const told = toldUntilClosed(slow)
        assert.strictEqual(await (await fetch(base)).text(), "well")
        assert.match(await told, /^HTTP\/1\.1 408 /)
        assert.strictEqual(await (await fetch(base)).text(), "well")
      })
  )

  it("and does not read its answer is left", () =>
    withServer({ timeout: 300 }, async (open, _, accepted) => {
      const deaf = await open()
      deaf.pause()
      deaf.write("GET /much HTTP/1.1\r\nHost: a\r\n\r\n")
      const [socket] = accepted
      assert.isDefined(socket)
      await once(socket, "close")
      assert.isTrue(socket.destroyed)
    }))

  it("has seconds, not minutes", () => {
    const { connectionsCheckingInterval, headersTimeout, requestTimeout } = serverFigures
    assert.isAtMost(headersTimeout + connectionsCheckingInterval, 12_000)
    assert.isAtMost(requestTimeout + connectionsCheckingInterval, 32_000)
  })
})
