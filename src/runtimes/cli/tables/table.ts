import { Effect } from "effect"
import { createTable as makeTable } from "../../../adapters/dynamodb/create-table.ts"
import { configuredDriver } from "../../embedded/places.ts"
import type { Command } from "../command.ts"
import { NotDone } from "../usage.ts"

/** An endpoint means a stand-in, and stand-ins differ in how they treat streams and TTL. */
export const createTable: Command = Effect.fn("createTableCommand")(function*(configuration) {
  const { dynamodbEndpoint, dynamodbTable: table } = configuration
  if (table === undefined) {
    return yield* new NotDone({
      message: "table create needs DYNAMODB_TABLE; the embedded table is made when the service starts"
    })
  }
  yield* makeTable(yield* configuredDriver(configuration), table, { streams: dynamodbEndpoint === undefined })
  return { text: `The table ${table} is there.`, data: { table }, failed: false }
})
