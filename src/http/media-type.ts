import type { Problem } from "./problem-wire.ts"

const unsupported = (
  what: "type" | "charset" | "encoding",
  headers: Readonly<Record<string, string>> = {}
): Problem => ({
  status: 415,
  code: "unsupported-media-type",
  about: { what },
  headers
})

/**
 * Returns what is wrong with a body by its headers: it must be JSON in UTF-8, not encoded further. Of the parameters only the character set
 * says how to read it; it may stand there twice.
 */
export const unsupportedBy = (type = "", encoding = ""): Problem | undefined => {
  const [essence = "", ...parameters] = type.split(";").map((part) => part.trim())
  if (!/^application\/([\w.-]+\+)?json$/i.test(essence)) return unsupported("type")
  const charsets = parameters.filter((each) => /^charset\s*=/i.test(each))
  if (charsets.some((each) => !/^charset=("?)utf-?8\1$/i.test(each))) return unsupported("charset")
  return /^(identity)?$/i.test(encoding.trim()) ? undefined : unsupported("encoding", { "accept-encoding": "identity" })
}
