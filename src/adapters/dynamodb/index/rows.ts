import { Effect } from "effect"
import type { Page, PageRequest } from "../../../domain/values/page.ts"
import type { Dynamo, Item, Query } from "../dynamo.ts"
import type { IndexName } from "../table.ts"
import type { Expression } from "../update-expression.ts"

type Asking = Pick<Dynamo["Service"], "query">

/** Queries until there are `enough` rows or no more. */
export const rowsOf = Effect.fnUntraced(function*({ query }: Asking, asked: Query, enough = Infinity) {
  const rows: Array<Item> = []
  let from: Item | undefined
  do {
    const page = yield* query({ ...asked, from })
    rows.push(...page.items)
    from = page.next
  } while (from !== undefined && rows.length < enough)
  return rows.slice(0, enough)
})

/** Selects one partition of an index; with `after`, the rows that sort before it. */
export const partition = (index: IndexName, value: string, after?: string): Expression => ({
  text: after === undefined ? "#pk = :pk" : "#pk = :pk AND #sk < :after",
  names: { "#pk": `${index}_pk`, ...(after !== undefined && { "#sk": `${index}_sk` }) },
  values: { ":pk": value, ...(after !== undefined && { ":after": after }) }
})

/** How many rows one query looks at if most of them may be filtered out. */
const filteredLimit = 500

/** Returns a page of a partition, newest first. It reads one row more than was asked for, to know whether there are more. */
export const pageOf = Effect.fnUntraced(function*(
  dynamo: Asking,
  index: "by_owner" | "by_school",
  value: string,
  { after, limit }: PageRequest,
  filter?: Expression
) {
  const asked = { index, where: partition(index, value, after), newestFirst: true }
  const rows = yield* rowsOf(
    dynamo,
    filter === undefined ? { ...asked, limit: limit + 1 } : { ...asked, filter, limit: filteredLimit },
    limit + 1
  )
  const items = rows.slice(0, limit)
  const page: Page<Item> = { items, last: rows.length > limit ? String(items.at(-1)?.[`${index}_sk`]) : undefined }
  return page
})
