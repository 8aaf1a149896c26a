import { Effect } from "effect"
import type { Page, PageRequest } from "../../values/page.ts"

/** At most this many items are read in one go when few of them are shown. */
const mostAtOnce = 400

/**
 * Returns a page of those items of a list that are shown. It reads more, twice as much each time, until the page is full or the list ends.
 * `keyOf` returns the sort key under which the store lists an item. The page's cursor names nothing that was left out.
 */
export const filledPage = Effect.fnUntraced(function*<A, B, E1, R1, E2, R2>(
  { after, limit }: PageRequest,
  read: (page: PageRequest) => Effect.Effect<Page<A>, E1, R1>,
  shown: (items: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<B>, E2, R2>,
  keyOf: (item: B) => string
) {
  const found: Array<B> = []
  let last = after
  let next = limit
  do {
    const page: Page<A> = yield* read({ limit: next, after: last })
    found.push(...yield* shown(page.items))
    last = page.last
    next = Math.min(2 * next, mostAtOnce)
  } while (found.length < limit && last !== undefined)
  const items = found.slice(0, limit)
  const end = items.at(-1)
  const isMore = last !== undefined || found.length > limit
  return { items, last: isMore && end !== undefined ? keyOf(end) : undefined } satisfies Page<B>
})
