import { Effect } from "effect"
import type { Context } from "hono"
import { bodyLimit } from "hono/body-limit"
import { malformed, readJson } from "./json-text.ts"
import { unsupportedBy } from "./media-type.ts"
import { refusedAs } from "./refused.ts"

/** What a body may weigh, in KiB, unless its operation has another limit. */
const heaviest = 256

const tooHeavy = (kibibytes: number) =>
  refusedAs({
    status: 413,
    code: "body-too-large",
    about: { most: kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB` }
  })

/**
 * Returns the bytes of a body. Fails with 413 if they are more than so many KiB. A sender who leaves in the middle of them is no defect.
 */
export const bytesSent = Effect.fnUntraced(function*(c: Context, kibibytes = heaviest) {
  const isLightEnough = bodyLimit({ maxSize: kibibytes * 1024, onError: () => new Response() })
  const bytes = yield* Effect.tryPromise({
    try: async () => (await isLightEnough(c, async () => {})) === undefined ? await c.req.arrayBuffer() : undefined,
    catch: () => refusedAs(malformed)
  })
  return bytes ?? (yield* tooHeavy(kibibytes))
})

/** Returns the JSON of a body, before anything looks into it. Refuses a wrong type (415), size (413) or syntax (400). */
export const jsonSent = Effect.fnUntraced(function*(c: Context, kibibytes?: number) {
  const unsupported = unsupportedBy(c.req.header("content-type"), c.req.header("content-encoding"))
  if (unsupported !== undefined) return yield* refusedAs(unsupported)
  return yield* Effect.mapError(Effect.fromResult(readJson(yield* bytesSent(c, kibibytes))), refusedAs)
})
