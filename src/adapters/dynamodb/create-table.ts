import { CreateTableCommand, DescribeTableCommand, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb"
import { Effect, Schedule } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"
import { connect, type Connection } from "./connection.ts"
import { unavailable } from "./failure.ts"
import { tableDefinition, tableExtras } from "./table.ts"

const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: tableExtras.stream } }
const timeToLive = { TimeToLiveSpecification: { Enabled: true, AttributeName: tableExtras.ttlAttribute } }

/**
 * Makes the table where it is missing, and waits until it can be used. `streams: false` for stand-ins that know neither
 * streams nor TTL. Point-in-time recovery is left to the infrastructure.
 */
export const createTable = Effect.fn("createTable")(function*(
  { table, ...connection }: Connection & { readonly table: string },
  { streams }: { readonly streams: boolean }
) {
  const client = yield* connect(connection)
  const attempt = <A>(call: () => Promise<A>) => Effect.tryPromise({ try: call, catch: unavailable })
  const isNew = yield* attempt(() =>
    client.send(new CreateTableCommand({ ...tableDefinition, TableName: table, ...(streams && stream) }))
  ).pipe(
    Effect.as(true),
    Effect.catch((failure) => failure.code === "ResourceInUseException" ? Effect.succeed(false) : Effect.fail(failure))
  )
  yield* attempt(() => client.send(new DescribeTableCommand({ TableName: table }))).pipe(
    Effect.filterOrFail(
      ({ Table }) => Table?.TableStatus === "ACTIVE",
      () => new StoreUnavailable({ store: "workflow", code: "table_not_active" })
    ),
    Effect.retry({ schedule: Schedule.spaced("100 millis"), times: 600 })
  )
  if (isNew && streams) {
    yield* attempt(() => client.send(new UpdateTimeToLiveCommand({ TableName: table, ...timeToLive })))
  }
}, Effect.scoped)
