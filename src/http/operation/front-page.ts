import type { MiddlewareHandler } from "hono"
import { type DocsFiles, docsPage } from "./docs.ts"
import { readOnly } from "./read-only.ts"

/** At `/`, for everybody: the docs page if it is served, else what this is and where its document is. */
export const frontPage = (files: DocsFiles | undefined, version: string): MiddlewareHandler =>
  files === undefined
    ? readOnly((c) => c.json({ name: "tsa-enrollment", version, openapi: "/openapi.json" }))
    : docsPage(files, "/docs")

/** Browsers ask for it by themselves. There is none, and they need not ask again. */
export const noFavicon: MiddlewareHandler = readOnly((c) =>
  c.body(null, 204, { "cache-control": "public, max-age=86400" })
)
