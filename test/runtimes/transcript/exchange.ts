export type Who = "coach" | "other-coach" | "ann" | "bob" | "registrar" | "nobody"

/** One request as it is sent. A body that is a string is sent unchanged. */
export interface Exchange {
  readonly what: string
  readonly who: Who
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends, checks nothing, and returns what the next request needs. */
export type Exchanged = (exchange: Exchange) => Promise<{ readonly body: any; readonly headers: Headers }> // oxlint-disable-line typescript/no-explicit-any -- answers of any shape are read here

/** The same in fewer words. */
export type As = (
  who: Who,
  what: string,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>
) => ReturnType<Exchanged>
