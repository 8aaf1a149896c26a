import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand
} from "@aws-sdk/lib-dynamodb"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { type Engine, startDynalite, startDynoxide } from "./engines.ts"
import { at, makeTable } from "./store.ts"
import { strictly } from "./strict.ts"

const keyOf = (pk: string) => ({ pk, sk: "HEAD" })
const numbered = <A>(count: number, of: (index: number) => A) => Array.from({ length: count }, (_, index) => of(index))

describe.each([["dynoxide", startDynoxide], ["dynalite", startDynalite]] as const)("a strict %s", (_, start) => {
  const TableName = "workflow"
  let engine: Engine
  let client: DynamoDBDocumentClient
  beforeAll(async () => {
    engine = await strictly(start)()
    const place = at(engine.endpoint)
    await Effect.runPromise(makeTable(engine.endpoint))
    const { accessKeyId, secretAccessKey } = place.credentials
    const credentials = { accessKeyId, secretAccessKey: Redacted.value(secretAccessKey) }
    client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...place, credentials, maxAttempts: 1 }))
  })
  afterAll(async () => {
    client.destroy()
    await engine.stop()
  })

  const put = (pk: string, more: object) => client.send(new PutCommand({ TableName, Item: { ...keyOf(pk), ...more } }))
  const putAll = (items: ReadonlyArray<object>) =>
    client.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) } })
    )
  const update = (
    pk: string,
    UpdateExpression: string,
    values: Readonly<Record<string, unknown>> = {},
    ConditionExpression = "attribute_exists(pk)"
  ) =>
    client.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(pk),
        UpdateExpression,
        ConditionExpression,
        ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values })
      })
    )
  const getAll = (keys: ReadonlyArray<object>) =>
    client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...keys] as Array<never> } } }))

  const isRefused = (call: Promise<unknown>) =>
    call.then(() => false, (thrown: unknown) => (thrown as Error).name === "ValidationException")

  it("takes items of 400 KB, whether they are put or grow", async () => {
    await put("large", { x: "x".repeat(400_000) })
    assert.isTrue(await isRefused(put("larger", { x: "x".repeat(410_000) })))
    assert.isTrue(await isRefused(putAll([{ ...keyOf("larger"), x: "x".repeat(410_000) }])))
    assert.isTrue(await isRefused(update("large", "SET y = :y", { ":y": "y".repeat(20_000) })))
  })

  it("takes expressions of 4 KB, of 300 operators, whose names and values are 2 MB", async () => {
    await put("small", {})
    const removing = (count: number) => `REMOVE ${numbered(count, (index) => `attribute_${index}`).join(", ")}`
    await update("small", removing(250))
    assert.isTrue(await isRefused(update("small", removing(290))))
    assert.isTrue(await isRefused(update("small", `REMOVE ${numbered(301, (index) => `a${index}`).join(", ")}`)))
    assert.isTrue(
      await isRefused(update("small", "SET a = :a", { ":a": 1 }, `attribute_exists(pk)${" ".repeat(4100)}`))
    )
    assert.isTrue(await isRefused(update("small", "SET a = :a", { ":a": 1, ":b": "b".repeat(2_100_000) }, "pk <> :b")))
  })

  it("takes batches of 25 puts and 16 MB, and of 100 keys", async () => {
    const items = (count: number, more: object = {}) =>
      numbered(count, (index) => ({ ...keyOf(`one of ${index}`), ...more }))
    await putAll(items(25))
    assert.isTrue(await isRefused(putAll(items(26))))
    assert.isTrue(await isRefused(putAll(items(25, { x: "\u0001".repeat(120_000) }))))
    await getAll(items(100))
    assert.isTrue(await isRefused(getAll(items(101))))
  }, 120_000)

  it("answers parts: of a batch what is within 16 MB, of queries and scans what is within 1 MB", async () => {
    const keys = numbered(60, (index) => keyOf(`heavy-${index}`))
    for (const key of keys) await put(key.pk, { x: "x".repeat(380_000) })
    const { Responses, UnprocessedKeys } = await getAll(keys)
    const found = Responses?.[TableName]?.length ?? 0
    assert.isTrue(found > 0 && found < 45)
    assert.lengthOf(UnprocessedKeys?.[TableName]?.Keys ?? [], 60 - found)
    const rest = { ExpressionAttributeValues: { ":pk": "many" } }
    for (const sk of "abcde") {
      await client.send(new PutCommand({ TableName, Item: { pk: "many", sk, x: "x".repeat(300_000) } }))
    }
    const pages = [
      await client.send(new QueryCommand({ TableName, KeyConditionExpression: "pk = :pk", ...rest })),
      await client.send(new ScanCommand({ TableName }))
    ]
    for (const { Items = [], LastEvaluatedKey } of pages) {
      assert.isBelow(JSON.stringify(Items).length, 1.4 * 1024 * 1024)
      assert.isDefined(LastEvaluatedKey)
    }
  }, 120_000)
})
