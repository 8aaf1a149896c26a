/** What the table has on AWS besides its keys. Stand-ins lack some of it; correctness does not depend on it. */
export const tableExtras = {
  stream: "KEYS_ONLY",
  ttlAttribute: "ttl",
  pointInTimeRecovery: true
} as const

export type IndexName = "by_owner" | "by_school" | "due"

const keysOnly = { ProjectionType: "KEYS_ONLY" as const }
const withListing = { ProjectionType: "INCLUDE" as const, NonKeyAttributes: ["listing"] }

const projections: Record<IndexName, typeof keysOnly | typeof withListing> = {
  by_owner: keysOnly,
  by_school: withListing,
  due: keysOnly
}

const keySchema = (prefix: string) => [
  { AttributeName: `${prefix}pk`, KeyType: "HASH" as const },
  { AttributeName: `${prefix}sk`, KeyType: "RANGE" as const }
]

/** The one definition of the workflow store's table, as the input of CreateTable. */
export const tableDefinition = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["", ...Object.keys(projections).map((index) => `${index}_`)]
    .flatMap(keySchema)
    .map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" as const })),
  KeySchema: keySchema(""),
  GlobalSecondaryIndexes: Object.entries(projections).map(([IndexName, Projection]) => ({
    IndexName,
    KeySchema: keySchema(`${IndexName}_`),
    Projection
  }))
} as const
