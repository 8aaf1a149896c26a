import type { QueryCommandInput, ScanCommandInput } from "@aws-sdk/lib-dynamodb"
import type { Query, Scan } from "./dynamo.ts"
import type { Expression } from "./update-expression.ts"

/** What the placeholders of these expressions stand for; nothing where there are none, as DynamoDB wants it. */
export const placeholders = (...expressions: ReadonlyArray<Expression>) => {
  const names = Object.assign({}, ...expressions.map(({ names }) => names))
  const values = Object.assign({}, ...expressions.map(({ values }) => values))
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values })
  }
}

/** A query in the words of DynamoDB. */
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

/** A scan in the words of DynamoDB. */
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
