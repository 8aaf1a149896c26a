/** One page of a list. `last` is the sort key of its last row if there may be more. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly last: string | undefined
}

/** How much of a list is wanted. `after` is the sort key of a row, never a partition. */
export interface PageRequest {
  readonly limit: number
  readonly after: string | undefined
}
