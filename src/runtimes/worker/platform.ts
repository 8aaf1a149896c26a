/** What Cloudflare passes to a handler, as far as it is used here. */
export interface Context {
  /** Keeps the invocation alive for up to 30 seconds after the answer, even when the client has left. */
  readonly waitUntil: (promise: Promise<unknown>) => void
}

export interface WakeUpQueue {
  readonly send: (message: unknown) => Promise<unknown>
}

/** Variables and secrets are strings; the rest are bindings of `wrangler.toml`. */
export interface Bindings {
  readonly [variable: string]: unknown
  readonly HYPERDRIVE?: { readonly connectionString: string }
  readonly WAKE_UPS?: WakeUpQueue
}

export interface Message {
  readonly body: unknown
  readonly ack: () => void
  /** Asks for another delivery. After the last one, the message goes to the dead letters. */
  readonly retry: (options?: { readonly delaySeconds: number }) => void
}

export interface Batch {
  readonly messages: ReadonlyArray<Message>
}
