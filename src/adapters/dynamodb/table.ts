/** What the table needs beyond its keys, on AWS: stand-ins have no part of it, and nothing relies on it for correctness. */
export const tableExtras = {
  stream: "KEYS_ONLY",
  ttlAttribute: "ttl",
  pointInTimeRecovery: true
} as const

const indexes = {
  by_owner: { ProjectionType: "KEYS_ONLY" },
  by_school: { ProjectionType: "INCLUDE", NonKeyAttributes: ["listing"] },
  due: { ProjectionType: "KEYS_ONLY" }
} as const

export type IndexName = keyof typeof indexes

const keySchema = (prefix: string) => [
  { AttributeName: `${prefix}pk`, KeyType: "HASH" as const },
  { AttributeName: `${prefix}sk`, KeyType: "RANGE" as const }
]

/** The one definition of the workflow store's table, in the words of CreateTable. */
export const tableDefinition = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["", ...Object.keys(indexes).map((index) => `${index}_`)]
    .flatMap(keySchema)
    .map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" as const })),
  KeySchema: keySchema(""),
  GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, projection]) => ({
    IndexName,
    KeySchema: keySchema(`${IndexName}_`),
    Projection: { ...projection, NonKeyAttributes: "NonKeyAttributes" in projection ? [...projection.NonKeyAttributes] : undefined }
  }))
} as const
