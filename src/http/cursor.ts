import { Effect } from "effect"
import * as z from "zod"
import { tokenParts } from "../domain/access/token-parts.ts"
import { KeyedHash, sameHash } from "../domain/secrets/keyed-hash.port.ts"
import type { Page, PageRequest } from "../domain/values/page.ts"

/** `limit` and `cursor` of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional()
}

const encode = (text: string) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
const decode = (text: string): string => {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  } catch {
    return ""
  }
}

/** Returns the row that a cursor stands for. A cursor that is not ours begins at the beginning. The partition never comes from it. */
export const pageRequest = Effect.fnUntraced(function*(
  { cursor, limit }: { readonly limit: number; readonly cursor?: string | undefined }
) {
  const [position = "", hash = ""] = tokenParts(cursor ?? "", 2)
  const after = decode(position)
  const ours = yield* (yield* KeyedHash).of("cursor", after)
  return { limit, after: after !== "" && sameHash(ours, hash) ? after : undefined } satisfies PageRequest
})

/** Returns the cursor of the next page and its Link header (RFC 8288); nothing at the end. */
export const nextPage = Effect.fnUntraced(
  function*(page: Page<unknown>, path: string, query: Readonly<Record<string, unknown>>) {
    if (page.last === undefined) return { next_cursor: null, headers: {} }
    const hash = yield* (yield* KeyedHash).of("cursor", page.last)
    const next_cursor = `${encode(page.last)}.${hash}`
    const parameters = new URLSearchParams(
      Object.entries({ ...query, cursor: next_cursor })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)])
    )
    return { next_cursor, headers: { link: `<${path}?${parameters}>; rel="next"` } }
  }
)
