import { DescribeTableCommand } from "@aws-sdk/client-dynamodb"
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand
} from "@aws-sdk/lib-dynamodb"
import { Effect, Layer } from "effect"
import type { StoreUnavailable } from "../../domain/store/unavailable.ts"
import { attempts } from "./attempts.ts"
import { untilProcessed } from "./batches.ts"
import { clockOffsetOf } from "./clock-offset.ts"
import { connect, type Connection } from "./connection.ts"
import { Dynamo, type Item } from "./dynamo.ts"
import { isRefused } from "./failure.ts"
import type { Key } from "./keys.ts"
import { placeholders, queryInput, scanInput } from "./request.ts"
import { tableDifferences } from "./table-differences.ts"
import { updateExpression } from "./update-expression.ts"

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
    add: (Key, attribute, by, beside) => {
      const set = updateExpression(Object.entries(beside).map(([name, value]) => ({ path: [name], value })))
      const raise = { text: "ADD #raised :by", names: { "#raised": attribute }, values: { ":by": by } }
      return attempts.update((signal) =>
        client.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: `${set.text} ${raise.text}`,
            ...placeholders(set, raise),
            ReturnValues: "UPDATED_NEW"
          }),
          signal
        )
      ).pipe(Effect.map(({ Attributes }) => Number(Attributes?.[attribute])))
    },
    delete: (Key, condition) =>
      whether(attempts.delete((signal) =>
        client.send(
          new DeleteCommand({ TableName, Key, ConditionExpression: condition.text, ...placeholders(condition) }),
          signal
        )
      )),
    query: (asked) =>
      attempts[asked.index ?? "query"]((signal) => client.send(new QueryCommand(queryInput(TableName, asked)), signal))
        .pipe(
          Effect.map(({ Count, Items, LastEvaluatedKey }) => ({
            items: Items ?? [],
            count: Count ?? 0,
            next: LastEvaluatedKey
          }))
        ),
    scan: (asked) =>
      attempts.scan((signal) => client.send(new ScanCommand(scanInput(TableName, asked)), signal)).pipe(
        Effect.map(({ Items, LastEvaluatedKey }) => ({ items: Items ?? [], next: LastEvaluatedKey }))
      ),
    batchGet: Effect.fnUntraced(function*(keys, projection) {
      const found: Array<Item> = []
      const asked = {
        ConsistentRead: true,
        ...(projection !== undefined && {
          ProjectionExpression: projection.text,
          ExpressionAttributeNames: projection.names
        })
      }
      const [undone] = yield* untilProcessed(
        keys,
        100,
        (Keys) =>
          attempts.batchGet((signal) =>
            client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: [...Keys], ...asked } } }), signal)
          ).pipe(Effect.map(({ Responses, UnprocessedKeys }) => {
            found.push(...Responses?.[table] ?? [])
            return (UnprocessedKeys?.[table]?.Keys ?? []).map((key) => key as Key)
          }))
      )
      return undone === undefined ? found : yield* undone.failure
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
