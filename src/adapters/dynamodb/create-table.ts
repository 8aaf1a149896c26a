import { Effect, Schedule } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"
import type { Driver, Operation, Operations } from "./driver.ts"
import { unavailable } from "./failure.ts"
import { tableDefinition, tableExtras } from "./table.ts"

const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: tableExtras.stream } } as const
const timeToLive = { TimeToLiveSpecification: { Enabled: true, AttributeName: tableExtras.ttlAttribute } }

/**
 * Creates the table if it is missing, and waits until it can be used. `streams: false` is for stand-ins that know neither streams nor TTL.
 * Point-in-time recovery is left to the infrastructure.
 */
export const createTable = Effect.fn("createTable")(function*(
  { send }: Driver,
  TableName: string,
  { streams }: { readonly streams: boolean }
) {
  const attempt = <O extends Operation>(operation: O, input: Operations[O][0]) =>
    Effect.tryPromise({ try: (signal) => send(operation, input, signal), catch: unavailable })
  const isNew = yield* attempt("CreateTable", {
    ...tableDefinition,
    // The types of the SDK ask for arrays that are not readonly.
    AttributeDefinitions: [...tableDefinition.AttributeDefinitions],
    KeySchema: [...tableDefinition.KeySchema],
    GlobalSecondaryIndexes: [...tableDefinition.GlobalSecondaryIndexes],
    TableName,
    ...(streams && stream)
  }).pipe(
    Effect.as(true),
    Effect.catch((failure) => failure.code === "ResourceInUseException" ? Effect.succeed(false) : Effect.fail(failure))
  )
  yield* attempt("DescribeTable", { TableName }).pipe(
    Effect.filterOrFail(
      ({ Table }) => Table?.TableStatus === "ACTIVE",
      () => new StoreUnavailable({ store: "workflow", code: "table_not_active" })
    ),
    Effect.retry({ schedule: Schedule.spaced("100 millis"), times: 600 })
  )
  if (isNew && streams) yield* attempt("UpdateTimeToLive", { TableName, ...timeToLive })
})
