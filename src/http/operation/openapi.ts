import { Effect } from "effect"
import * as z from "zod"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { openApiDocument } from "../openapi/document.ts"

/** Returns the operation that serves the document, which describes it too. The document is made when it is first asked for. */
export const openApiEndpoint = (others: ReadonlyArray<Endpoint>, version: string): Endpoint => {
  let document: unknown
  const self: Endpoint = endpoint({
    access: "public",
    method: "get",
    path: "/openapi.json",
    summary: "This document",
    tag: "Operation",
    answers: { 200: { description: "OpenAPI 3.1", schema: z.record(z.string(), z.unknown()) } },
    handle: () =>
      Effect.sync(() => {
        document ??= openApiDocument([...others, self], version)
        return { status: 200, body: document }
      })
  })
  return self
}
