import type { KeySchemaElement, TableDescription } from "@aws-sdk/client-dynamodb"
import { tableDefinition } from "./table.ts"

type Keys = ReadonlyArray<KeySchemaElement> | undefined

const keyText = (keys: Keys): string =>
  (keys ?? []).map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(", ")

interface Projected {
  readonly ProjectionType?: string | undefined
  readonly NonKeyAttributes?: ReadonlyArray<string> | undefined
}

const projectionText = ({ NonKeyAttributes = [], ProjectionType }: Projected): string =>
  [ProjectionType, ...[...NonKeyAttributes].sort()].join(" ")

const different = (what: string, found: string, wanted: string) =>
  found === wanted ? [] : [`${what}: ${found === "" ? "missing" : found}, wanted ${wanted}`]

/** Returns each difference between a table and its definition: its keys, its indexes and what they hold. */
export const tableDifferences = (table: TableDescription): ReadonlyArray<string> => [
  ...different("keys", keyText(table.KeySchema), keyText(tableDefinition.KeySchema)),
  ...tableDefinition.GlobalSecondaryIndexes.flatMap(({ IndexName, KeySchema, Projection }) => {
    const index = (table.GlobalSecondaryIndexes ?? []).find((each) => each.IndexName === IndexName)
    if (index === undefined) return [`index ${IndexName} is missing`]
    return [
      ...different(`index ${IndexName}`, keyText(index.KeySchema), keyText(KeySchema)),
      ...different(`what index ${IndexName} holds`, projectionText(index.Projection ?? {}), projectionText(Projection)),
      ...(index.IndexStatus === undefined || index.IndexStatus === "ACTIVE"
        ? []
        : [`index ${IndexName} is ${index.IndexStatus}`])
    ]
  })
]
