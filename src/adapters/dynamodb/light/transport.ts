/** The parts of an HTTP answer that the client looks at. */
export interface HttpAnswer {
  readonly status: number
  readonly date: string | undefined
  /** The checksum of the body as it was sent, in decimal; undefined if it cannot be compared. */
  readonly crc32: string | undefined
  readonly body: Uint8Array
}

/** Posts to one address over connections that are kept alive. Rejects if no complete answer comes in time. */
export interface Transport {
  readonly post: (
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal
  ) => Promise<HttpAnswer>
  readonly close: () => void
}

export type OpenTransport = (address: URL) => Transport

/** Returns the error of a try that took too long, named as the AWS SDK names it. */
export const timeout = (): Error => Object.assign(new Error("no answer in time"), { name: "TimeoutError" })
