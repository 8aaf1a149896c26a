import { once } from "node:events"
import { createServer } from "node:net"
import { type AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

export interface Received {
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

const textOf = async (stream: AsyncIterable<Buffer>) => {
  const parts: Array<Buffer> = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

const read = (raw: string): Pick<Received, "headers" | "text"> => {
  const border = raw.indexOf("\r\n\r\n")
  const fields = raw.slice(0, border).replace(/\r\n[ \t]/g, " ").split("\r\n").map((line) => line.split(/: (.*)/s))
  return {
    headers: new Map(fields.map(([field = "", value = ""]) => [field.toLowerCase(), value])),
    text: Buffer.from(raw.slice(border), "base64").toString().trim()
  }
}

/** Opens a real mail server. It accepts mail for everybody but `nobody` and, where there is a password, from the user `app` alone. */
export const openMailServer = async (port = 0, password?: string, host = "127.0.0.1") => {
  const received: Array<Received> = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onAuth: (auth, _, done) =>
      auth.username === "app" && auth.password === password
        ? done(null, { user: "app" })
        : done(new Error("who is that?")),
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith("nobody@") ? Object.assign(new Error(`no ${address}`), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      void textOf(stream).then((raw) => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), ...read(raw) })
        for (const look of waiting) look()
        done()
      })
    }
  })
  server.on("error", () => undefined)
  server.listen(port, host)
  await once(server.server, "listening")
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    /** Waits for the mail with this number to this address, and returns it. */
    mailTo: (address: string, number = 1) =>
      new Promise<Received>((resolve) => {
        const look = () => {
          const found = received.filter(({ to }) => to.includes(address))[number - 1]
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise<void>((closed) => server.close(() => closed()))
  }
}

/** Listens in place of a mail server: hangs up on everybody, or stays silent. */
export const openDeadServer = async (isSilent: boolean) => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    if (!isSilent) socket.destroy()
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    called: once(server, "connection"),
    close: () => new Promise<void>((closed) => server.close(() => closed()))
  }
}
