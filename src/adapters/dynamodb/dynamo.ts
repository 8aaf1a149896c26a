import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../../domain/store/unavailable.ts"
import type { Undone } from "./batches.ts"
import type { Key } from "./keys.ts"
import type { IndexName } from "./table.ts"
import type { Expression } from "./update-expression.ts"

export type Item = Readonly<Record<string, unknown>>

/** One page of a query. Without an index it is read consistently. `from` is the `next` of the page before. */
export interface Query {
  readonly index?: IndexName
  readonly where: Expression
  readonly filter?: Expression
  readonly newestFirst?: boolean
  readonly countOnly?: boolean
  readonly limit?: number | undefined
  readonly from?: Item | undefined
}

export interface QueryPage {
  readonly items: ReadonlyArray<Item>
  readonly count: number
  readonly next: Item | undefined
}

/** One page of one segment of the table, read consistently. `from` is the `next` of the page before. */
export interface Scan {
  readonly segment: number
  readonly segments: number
  readonly filter: Expression
  readonly attributes: ReadonlyArray<string>
  readonly limit: number
  readonly from?: Item | undefined
}

/** The table, and everything that is ever asked of DynamoDB. A conditional write returns whether its condition held. */
export class Dynamo extends Context.Service<Dynamo, {
  readonly get: (key: Key) => Effect.Effect<Item | undefined, StoreUnavailable>
  readonly put: (item: Item, condition: Expression) => Effect.Effect<boolean, StoreUnavailable>
  readonly update: (key: Key, update: Expression, condition: Expression) => Effect.Effect<boolean, StoreUnavailable>
  /** Adds to a number of an item and sets these attributes, creating what is missing. Returns the new number. */
  readonly add: (key: Key, attribute: string, by: number, beside: Item) => Effect.Effect<number, StoreUnavailable>
  readonly delete: (key: Key, condition: Expression) => Effect.Effect<boolean, StoreUnavailable>
  readonly query: (query: Query) => Effect.Effect<QueryPage, StoreUnavailable>
  readonly scan: (scan: Scan) => Effect.Effect<Omit<QueryPage, "count">, StoreUnavailable>
  /** Reads any number of items consistently, or only the attributes that `projection` names. Returns them in any order. */
  readonly batchGet: (
    keys: ReadonlyArray<Key>,
    projection?: Pick<Expression, "text" | "names">
  ) => Effect.Effect<ReadonlyArray<Item>, StoreUnavailable>
  /** Puts any number of items with different keys, each by itself. Returns those that could not be put, and why. */
  readonly batchPut: (items: ReadonlyArray<Item>) => Effect.Effect<ReadonlyArray<Undone<Item>>>
  /** How the table differs from its definition, in words; empty if it does not. */
  readonly differences: Effect.Effect<ReadonlyArray<string>, StoreUnavailable>
  /** How far this process's clock was ahead of the store's at its last answer (milliseconds); undefined before the first answer. */
  readonly clockOffsetMs: Effect.Effect<number | undefined>
}>()("tsa/adapters/dynamodb/Dynamo") {}
