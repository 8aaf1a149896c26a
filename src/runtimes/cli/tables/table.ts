import { Effect } from "effect"
import { createTable as makeTable } from "../../../adapters/dynamodb/create-table.ts"
import { configuredDriver } from "../../embedded/places.ts"
import type { Command } from "../command.ts"
import { NotDone } from "../usage.ts"

/** Where there is an endpoint, there is a stand-in, and those know neither streams nor TTL alike. */
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
