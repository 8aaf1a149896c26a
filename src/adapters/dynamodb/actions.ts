import type { Dynamo } from "./dynamo.ts"

/** DynamoDB's name for each call, after which IAM names the right to make it. A new call does not compile until it is listed here. */
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
