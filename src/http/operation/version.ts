import { Effect } from "effect"
import * as z from "zod"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"

export const versionEndpoints = (version: string): ReadonlyArray<Endpoint> => [
  endpoint({
    access: "public",
    method: "get",
    path: "/version",
    summary: "What is running",
    tag: "Operation",
    answers: { 200: { description: "Name and version", schema: z.object({ name: z.string(), version: z.string() }) } },
    handle: () => Effect.succeed({ status: 200, body: { name: "tsa-enrollment", version } })
  })
]
