import { DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand
} from "@aws-sdk/lib-dynamodb"
import { Effect, Layer } from "effect"
import type { StoreUnavailable } from "../../domain/people/store-unavailable.ts"
import { attempts } from "./attempts.ts"
import { untilProcessed } from "./batches.ts"
import { clockOffsetOf } from "./clock-offset.ts"
import { connect, type Connection } from "./connection.ts"
import { Dynamo, type Item } from "./dynamo.ts"
import { isRefused } from "./failure.ts"
import type { Key } from "./keys.ts"
import { tableDifferences } from "./table-differences.ts"
import type { Expression } from "./update-expression.ts"

const placeholders = (...expressions: ReadonlyArray<Expression>) => {
  const names = Object.assign({}, ...expressions.map(({ names }) => names))
  const values = Object.assign({}, ...expressions.map(({ values }) => values))
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values })
  }
}

const whether = (write: Effect.Effect<unknown, StoreUnavailable>) =>
  write.pipe(
    Effect.as(true),
    Effect.catch((failure) => isRefused(failure) ? Effect.succeed(false) : Effect.fail(failure))
  )

const make = Effect.fnUntraced(function*(table: string, connection: Connection) {
  const driver = yield* connect(connection)
  const clockOffsetMs = yield* clockOffsetOf(driver)
  const client = DynamoDBDocumentClient.from(driver, { marshallOptions: { removeUndefinedValues: true } })
  const TableName = table

  return Dynamo.of({
    get: (Key) =>
      attempts.get((signal) => client.send(new GetCommand({ TableName, Key, ConsistentRead: true }), signal)).pipe(
        Effect.map(({ Item }) => Item)
      ),
    put: (Item, condition) =>
      whether(attempts.put((signal) =>
        client.send(
          new PutCommand({ TableName, Item, ConditionExpression: condition.text, ...placeholders(condition) }),
          signal
        )
      )),
    update: (Key, update, condition) =>
      whether(attempts.update((signal) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: update.text,
            ConditionExpression: condition.text,
            ...placeholders(update, condition)
          }),
          signal
        )
      )),
    delete: (Key, condition) =>
      whether(attempts.delete((signal) =>
        client.send(
          new DeleteCommand({ TableName, Key, ConditionExpression: condition.text, ...placeholders(condition) }),
          signal
        )
      )),
    query: ({ countOnly, filter, from, index, limit, newestFirst, where }) =>
      attempts[index ?? "query"]((signal) =>
        client.send(
          new QueryCommand({
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
          }),
          signal
        )
      ).pipe(
        Effect.map(({ Count, Items, LastEvaluatedKey }) => ({
          items: Items ?? [],
          count: Count ?? 0,
          next: LastEvaluatedKey
        }))
      ),
    batchGet: Effect.fnUntraced(function*(keys) {
      const found: Array<Item> = []
      yield* untilProcessed(keys, 100, (Keys) =>
        attempts.batchGet((signal) =>
          client.send(
            new BatchGetCommand({ RequestItems: { [table]: { Keys: [...Keys], ConsistentRead: true } } }),
            signal
          )
        ).pipe(Effect.map(({ Responses, UnprocessedKeys }) => {
          found.push(...Responses?.[table] ?? [])
          return (UnprocessedKeys?.[table]?.Keys ?? []).map((key) => key as Key)
        })))
      return found
    }),
    batchPut: (items) =>
      untilProcessed(items, 25, (chunk) =>
        attempts.batchPut((signal) =>
          client.send(
            new BatchWriteCommand({ RequestItems: { [table]: chunk.map((Item) => ({ PutRequest: { Item } })) } }),
            signal
          )
        ).pipe(
          Effect.map(({ UnprocessedItems }) =>
            (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? [])
          )
        )),
    differences: attempts.describe((signal) => driver.send(new DescribeTableCommand({ TableName }), signal)).pipe(
      Effect.map(({ Table }) => tableDifferences(Table ?? {}))
    ),
    clockOffsetMs
  })
})

/** The table of this name at this place, through the AWS SDK. */
export const layer = ({ table, ...connection }: Connection & { readonly table: string }) =>
  Layer.effect(Dynamo, make(table, connection))
