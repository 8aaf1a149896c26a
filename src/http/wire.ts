import type { Context } from "hono"
import type { StatusCode } from "hono/utils/http-status"
import type { Answer } from "./answer.ts"
import { isKnown } from "./entity-tag.ts"

/** An answer as it goes out, apart from the headers that every answer has. */
export interface Wire {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

const encoded = (body: unknown, contentType: string | undefined): Wire["body"] => {
  if (body === undefined) return null
  if (contentType === undefined) return JSON.stringify(body)
  return body as string | Uint8Array<ArrayBuffer>
}

/** Returns an operation's answer as it goes out. */
export const wireOf = ({ body, contentType, headers, status, tag }: Answer): Wire => ({
  status,
  headers: {
    ...(body !== undefined && { "content-type": contentType ?? "application/json" }),
    ...headers,
    ...(tag !== undefined && { etag: tag })
  },
  body: encoded(body, contentType)
})

/** Sends an answer. */
export const sent = (c: Context, { body, headers, status }: Wire): Response =>
  c.newResponse(body, status as StatusCode, { ...headers })

/** Sends an answer, or 304 to a reader who has it already. */
export const sentUnlessKnown = (c: Context, wire: Wire): Response => {
  const { "content-type": _, ...headers } = wire.headers
  const isRead = c.req.method === "GET" || c.req.method === "HEAD"
  const isHeld = isRead && headers["etag"] !== undefined && isKnown(c, headers["etag"])
  return isHeld ? c.body(null, 304, headers) : sent(c, wire)
}
