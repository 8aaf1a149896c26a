import type { MiddlewareHandler } from "hono"
import type { Problem } from "./problem-wire.ts"
import { problem } from "./problem.ts"

const unsupported = (
  what: "type" | "charset" | "encoding",
  headers: Readonly<Record<string, string>> = {}
): Problem => ({
  status: 415,
  code: "unsupported-media-type",
  about: { what },
  headers
})

/** What is wrong with a body by its headers. Of the parameters only the character set says how to read it; it may stand there twice. */
const unsupportedBy = (type: string, encoding: string): Problem | undefined => {
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim())
  if (!/^application\/([\w.-]+\+)?json$/i.test(essence)) return unsupported("type")
  const charsets = parameters.filter((each) => /^charset\s*=/i.test(each))
  if (charsets.some((each) => !/^charset=("?)utf-?8\1$/i.test(each))) {
    return unsupported("charset")
  }
  if (/^(identity)?$/i.test(encoding.trim())) return undefined
  return unsupported("encoding", { "accept-encoding": "identity" })
}

/** The body is JSON in UTF-8, as it is: anything else is refused before it is read. */
export const mediaTypeCheck: MiddlewareHandler = async (c, next) => {
  const refusal = unsupportedBy(c.req.header("content-type") ?? "", c.req.header("content-encoding") ?? "")
  return refusal === undefined ? next() : problem(c, refusal)
}
