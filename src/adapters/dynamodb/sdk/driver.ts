import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand
} from "@aws-sdk/client-dynamodb"
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand
} from "@aws-sdk/lib-dynamodb"
import { Effect } from "effect"
import { clockOffset } from "../clock-offset.ts"
import type { Connection } from "../connection.ts"
import type { Driver, Operation } from "../driver.ts"
import { connect } from "./connect.ts"

const commands = {
  BatchGetItem: BatchGetCommand,
  BatchWriteItem: BatchWriteCommand,
  CreateTable: CreateTableCommand,
  DeleteItem: DeleteCommand,
  DescribeTable: DescribeTableCommand,
  GetItem: GetCommand,
  PutItem: PutCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  UpdateItem: UpdateCommand,
  UpdateTimeToLive: UpdateTimeToLiveCommand
} as const satisfies Readonly<Record<Operation, unknown>>

const dateOf = (response: unknown): string | undefined => {
  const { headers = {} } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> }
  return headers["date"]
}

/** Passes on the Date header of each of this client's answers, errors included. */
const listen = (client: DynamoDBClient, hear: (date: string | undefined) => unknown) =>
  client.middlewareStack.add(
    (next) => async (args) => {
      const output = await next(args)
      hear(dateOf(output.response))
      return output
    },
    // The innermost place, where every answer is still an answer. Further out, errors are thrown.
    { step: "deserialize", priority: "low", name: "clockOffset" }
  )

/** The AWS SDK's own client, closed with the scope. */
export const sdkDriver = Effect.fnUntraced(function*(connection: Connection) {
  const client = yield* connect(connection)
  const { hear, offsetMs } = yield* clockOffset
  listen(client, hear)
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  const send = (operation: Operation, input: object, abortSignal: AbortSignal) => {
    const Command = commands[operation] as unknown as new(input: object) => GetCommand
    return documents.send(new Command(input), { abortSignal })
  }
  return { send: send as Driver["send"], clockOffsetMs: offsetMs } satisfies Driver
})
