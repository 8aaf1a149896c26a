import { Result } from "effect"
import type { Context, MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { malformed, readJson } from "./json-text.ts"
import { mediaTypeCheck } from "./media-type.ts"
import { problem } from "./problem.ts"

/** What a body may weigh, in KiB, where its operation takes no more. */
const heaviest = 256

const isLightEnough = (kibibytes: number) =>
  bodyLimit({
    maxSize: kibibytes * 1024,
    onError: (c: Context) => {
      const most = kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`
      return problem(c, { status: 413, code: "body-too-large", about: { most } })
    }
  })

const parses: MiddlewareHandler = async (c, next) => {
  const read = readJson(await c.req.arrayBuffer())
  return Result.isFailure(read) ? problem(c, read.failure) : next()
}

/** A sender who leaves in the midst of a body is no defect. What comes after these two handles its errors itself. */
const isWhole = (reading: MiddlewareHandler): MiddlewareHandler => async (c, next) => {
  try {
    return await reading(c, next)
  } catch {
    return problem(c, malformed)
  }
}

/** What must hold of a body before anything looks into it: its type (415), its size (413), its syntax (400). */
export const syntaxChecks = (kibibytes = heaviest): ReadonlyArray<MiddlewareHandler> => [
  mediaTypeCheck,
  isWhole(isLightEnough(kibibytes)),
  isWhole(parses)
]
