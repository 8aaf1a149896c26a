import { Effect, Layer } from "effect"
import type { StoreUnavailable } from "../../domain/store/unavailable.ts"
import { attempts } from "./attempts.ts"
import { untilProcessed } from "./batches.ts"
import type { Driver } from "./driver.ts"
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

const make = (TableName: string, { clockOffsetMs, send }: Driver) =>
  Dynamo.of({
    get: (Key) =>
      attempts.get((signal) => send("GetItem", { TableName, Key, ConsistentRead: true }, signal)).pipe(
        Effect.map(({ Item }) => Item)
      ),
    put: (Item, condition) =>
      whether(attempts.put((signal) =>
        send("PutItem", { TableName, Item, ConditionExpression: condition.text, ...placeholders(condition) }, signal)
      )),
    update: (Key, update, condition) =>
      whether(attempts.update((signal) =>
        send("UpdateItem", {
          TableName,
          Key,
          UpdateExpression: update.text,
          ConditionExpression: condition.text,
          ...placeholders(update, condition)
        }, signal)
      )),
    add: (Key, attribute, by, beside) => {
      const set = updateExpression(Object.entries(beside).map(([name, value]) => ({ path: [name], value })))
      const raise = { text: "ADD #raised :by", names: { "#raised": attribute }, values: { ":by": by } }
      return attempts.update((signal) =>
        send("UpdateItem", {
          TableName,
          Key,
          UpdateExpression: `${set.text} ${raise.text}`,
          ...placeholders(set, raise),
          ReturnValues: "UPDATED_NEW"
        }, signal)
      ).pipe(Effect.map(({ Attributes }) =>
        Number(Attributes?.[attribute])
      ))
    },
    delete: (Key, condition) =>
      whether(attempts.delete((signal) =>
        send("DeleteItem", { TableName, Key, ConditionExpression: condition.text, ...placeholders(condition) }, signal)
      )),
    query: (asked) =>
      attempts[asked.index ?? "query"]((signal) =>
        send("Query", queryInput(TableName, asked), signal)
      )
        .pipe(
          Effect.map(({ Count, Items, LastEvaluatedKey }) => ({
            items: Items ?? [],
            count: Count ?? 0,
            next: LastEvaluatedKey
          }))
        ),
    scan: (asked) =>
      attempts.scan((signal) => send("Scan", scanInput(TableName, asked), signal)).pipe(
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
            send("BatchGetItem", { RequestItems: { [TableName]: { Keys: [...Keys], ...asked } } }, signal)
          ).pipe(Effect.map(({ Responses, UnprocessedKeys }) => {
            found.push(...Responses?.[TableName] ?? [])
            return (UnprocessedKeys?.[TableName]?.Keys ?? []).map((key) => key as Key)
          }))
      )
      return undone === undefined ? found : yield* undone.failure
    }),
    batchPut: (items) =>
      untilProcessed(items, 25, (chunk) =>
        attempts.batchPut((signal) =>
          send(
            "BatchWriteItem",
            { RequestItems: { [TableName]: chunk.map((Item) => ({ PutRequest: { Item } })) } },
            signal
          )
        ).pipe(
          Effect.map(({ UnprocessedItems }) =>
            (UnprocessedItems?.[TableName] ?? []).flatMap(({ PutRequest }) => PutRequest?.Item ?? [])
          )
        )),
    differences: attempts.describe((signal) => send("DescribeTable", { TableName }, signal)).pipe(
      Effect.map(({ Table }) => tableDifferences(Table ?? {}))
    ),
    clockOffsetMs
  })

/** The table with this name, through a client that is closed with the layer. */
export const layer = <R>(table: string, driver: Effect.Effect<Driver, never, R>) =>
  Layer.effect(Dynamo, Effect.map(driver, (opened) => make(table, opened)))
