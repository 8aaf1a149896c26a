import type { Context, MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { problem } from "./problem.ts"

/** What a body may weigh, in bytes, and how deep it may be nested. */
const heaviest = 256 * 1024
const deepest = 32

const isNestedDeeper = (value: unknown): boolean => {
  let level: ReadonlyArray<unknown> = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((each) => typeof each === "object" && each !== null ? Object.values(each) : [])
  }
  return false
}

const isJson: MiddlewareHandler = async (c, next) => {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim() ?? ""
  if (/^application\/([\w.-]+\+)?json$/i.test(type)) return next()
  return problem(c, {
    status: 415,
    slug: "unsupported-media-type",
    title: "JSON is needed",
    detail: "Please send the body as application/json."
  })
}

const isLightEnough = bodyLimit({
  maxSize: heaviest,
  onError: (c: Context) =>
    problem(c, { status: 413, slug: "body-too-large", title: "This is too large", detail: "At most 256 KiB." })
})

const parses: MiddlewareHandler = async (c, next) => {
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    return problem(c, { status: 400, slug: "malformed-json", title: "This is not JSON" })
  }
  if (!isNestedDeeper(body)) return next()
  return problem(c, { status: 400, slug: "nested-too-deeply", title: "This is nested too deeply" })
}

/** What must hold of a body before anything looks into it: its type (415), its size (413), its syntax (400). */
export const syntaxChecks: ReadonlyArray<MiddlewareHandler> = [isJson, isLightEnough, parses]
