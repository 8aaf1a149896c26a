import type { Page, PageRequest } from "../../domain/values/page.ts"

/** Returns one page of rows that come in any order. `keyOf` returns created_at and id, which also tells equal times apart. */
export const newestFirst = <A>(
  rows: ReadonlyArray<A>,
  keyOf: (row: A) => string,
  { after, limit }: PageRequest
): Page<A> => {
  const rest = rows
    .filter((row) => after === undefined || keyOf(row) < after)
    .toSorted((one, other) => keyOf(one) < keyOf(other) ? 1 : -1)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return { items, last: rest.length > limit && last !== undefined ? keyOf(last) : undefined }
}
