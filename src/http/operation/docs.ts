import type { MiddlewareHandler } from "hono"
import { problem } from "../problem.ts"
import { readOnly } from "./read-only.ts"

export interface DocsFile {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly contentType: string
}

/** The files of the docs page, by path (`/docs`, `/docs/…`). */
export type DocsFiles = ReadonlyMap<string, () => Promise<DocsFile>>

/** Everything comes from the service itself. Pictures inside the style sheet are data. */
export const docsHeaders = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join("; "),
  "cache-control": "public, max-age=3600"
} as const

/**
 * The page that shows the API's document to people, for everybody. Without files (something before this serves them, or nothing does),
 * whatever is below `/docs` is not found. `page` is the one to show, whatever the path.
 */
export const docsPage = (files: DocsFiles | undefined, page?: string): MiddlewareHandler => async (c, next) => {
  const file = files?.get(page ?? c.req.path)
  if (file === undefined) return problem(c, { status: 404, code: "not-found" })
  return readOnly(async () => {
    const { body, contentType } = await file()
    for (const [name, value] of Object.entries(docsHeaders)) c.header(name, value)
    return c.body(body, 200, { "content-type": contentType })
  })(c, next)
}
