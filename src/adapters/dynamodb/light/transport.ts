/** What came back, as far as anybody looks at it. */
export interface HttpAnswer {
  readonly status: number
  readonly date: string | undefined
  /** Of the body as it was sent, in decimal; undefined where it cannot be compared. */
  readonly crc32: string | undefined
  readonly body: Uint8Array
}

/** Posts to one address over connections that are kept. Rejects where no whole answer comes, or none in time. */
export interface Transport {
  readonly post: (
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal
  ) => Promise<HttpAnswer>
  readonly close: () => void
}

export type OpenTransport = (address: URL) => Transport

/** A try that took too long, in the AWS SDK's words. */
export const timeout = (): Error => Object.assign(new Error("no answer in time"), { name: "TimeoutError" })
