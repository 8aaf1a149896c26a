import type { MiddlewareHandler } from "hono"
import { problem } from "./problem.ts"

const unsupported = { status: 415, slug: "unsupported-media-type", title: "JSON is needed" } as const

/** Of the parameters only the character set says how to read the bytes; it may stand there twice, and must not lie. */
const isJson = (header: string): boolean => {
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim())
  const charsets = parameters.filter((each) => /^charset\s*=/i.test(each))
  return /^application\/([\w.-]+\+)?json$/i.test(type) &&
    charsets.every((each) => /^charset=("?)utf-?8\1$/i.test(each))
}

/** The body is JSON in UTF-8, as it is: anything else is refused before it is read. */
export const mediaTypeCheck: MiddlewareHandler = async (c, next) => {
  if (!isJson(c.req.header("content-type") ?? "")) {
    return problem(c, { ...unsupported, detail: "Please send the body as application/json, in UTF-8." })
  }
  const isPlain = /^(identity)?$/i.test((c.req.header("content-encoding") ?? "").trim())
  return isPlain ? next() : problem(c, {
    ...unsupported,
    detail: "Please send the body without compression.",
    headers: { "accept-encoding": "identity" }
  })
}
