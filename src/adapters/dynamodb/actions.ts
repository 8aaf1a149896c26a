import type { Dynamo } from "./dynamo.ts"

/** What each call is to DynamoDB, and so what a right to make it is named after. A new call does not compile until it is here. */
export const actions = {
  get: "GetItem",
  put: "PutItem",
  update: "UpdateItem",
  add: "UpdateItem",
  delete: "DeleteItem",
  query: "Query",
  scan: "Scan",
  batchGet: "BatchGetItem",
  batchPut: "BatchWriteItem",
  differences: "DescribeTable"
} as const satisfies Readonly<Record<Exclude<keyof Dynamo["Service"], "clockOffsetMs">, string>>

export type Call = keyof typeof actions
