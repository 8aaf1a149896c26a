import { assert, describe, it, layer } from "@effect/vitest"
import { Effect } from "effect"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { tableDifferences } from "../../../src/adapters/dynamodb/table-differences.ts"
import { tableDefinition } from "../../../src/adapters/dynamodb/table.ts"
import { startDynalite, startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  layer(dynamoOn(start), { excludeTestServices: true })(`a table made from the definition (${name})`, (it) => {
    it.effect("differs from it in nothing", () =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* (yield* Dynamo).differences, [])
      }))
  })
}

describe("a table that was made otherwise", () => {
  const { GlobalSecondaryIndexes: indexes, KeySchema: keys } = tableDefinition
  const table = { KeySchema: [...keys], GlobalSecondaryIndexes: [...indexes].map((index) => ({ ...index })) }
  const of = (index: number) => ({ ...table.GlobalSecondaryIndexes[index] })
  const others = table.GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== "due")

  it.each([
    ["other keys", { ...table, KeySchema: keys.slice(0, 1) }, /^keys: pk HASH, wanted pk HASH, sk RANGE$/],
    ["an index less", { ...table, GlobalSecondaryIndexes: others }, /^index due is missing$/],
    ["no index", { KeySchema: [...keys] }, /missing/],
    [
      "an index by other keys",
      { ...table, GlobalSecondaryIndexes: [...others, { ...of(2), KeySchema: [...keys] }] },
      /^index due: pk HASH/
    ],
    [
      "an index that holds less",
      {
        ...table,
        GlobalSecondaryIndexes: [of(0), { ...of(1), Projection: { ProjectionType: "KEYS_ONLY" as const } }, of(2)]
      },
      /^what index by_school holds: KEYS_ONLY, wanted INCLUDE listing$/
    ],
    [
      "an index that is still being made",
      { ...table, GlobalSecondaryIndexes: [...others, { ...of(2), IndexStatus: "CREATING" as const }] },
      /^index due is CREATING$/
    ]
  ])("%s", (_, found, words) => {
    assert.isTrue(tableDifferences(found as never).some((difference) => words.test(difference)))
    assert.isEmpty(tableDifferences(table as never))
  })
})
