import type { QueryCommandInput, ScanCommandInput } from "@aws-sdk/lib-dynamodb"
import type { Query, Scan } from "./dynamo.ts"
import type { Expression } from "./update-expression.ts"

/** Returns what the placeholders of these expressions stand for. DynamoDB refuses empty maps, so they are left out. */
export const placeholders = (...expressions: ReadonlyArray<Expression>) => {
  const names = Object.assign({}, ...expressions.map(({ names }) => names))
  const values = Object.assign({}, ...expressions.map(({ values }) => values))
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values })
  }
}

/** Returns a query as DynamoDB's input. */
export const queryInput = (
  TableName: string,
  { countOnly, filter, from, index, limit, newestFirst, where }: Query
): QueryCommandInput => ({
  TableName,
  IndexName: index,
  ConsistentRead: index === undefined,
  KeyConditionExpression: where.text,
  FilterExpression: filter?.text,
  ...placeholders(where, ...filter === undefined ? [] : [filter]),
  ScanIndexForward: newestFirst !== true,
  Select: countOnly === true ? "COUNT" : undefined,
  Limit: limit,
  ExclusiveStartKey: from
})

/** Returns a scan as DynamoDB's input. */
export const scanInput = (
  TableName: string,
  { attributes, filter, from, limit, segment, segments }: Scan
): ScanCommandInput => {
  const aliases = Object.fromEntries(attributes.map((attribute, index) => [`#a${index}`, attribute]))
  return {
    TableName,
    ConsistentRead: true,
    Segment: segment,
    TotalSegments: segments,
    FilterExpression: filter.text,
    ProjectionExpression: Object.keys(aliases).join(", "),
    ...placeholders(filter, { text: "", names: aliases, values: {} }),
    Limit: limit,
    ExclusiveStartKey: from
  }
}
