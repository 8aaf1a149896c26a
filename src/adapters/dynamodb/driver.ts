import type {
  CreateTableCommandInput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  UpdateTimeToLiveCommandInput
} from "@aws-sdk/client-dynamodb"
import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  BatchWriteCommandInput,
  BatchWriteCommandOutput,
  DeleteCommandInput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput
} from "@aws-sdk/lib-dynamodb"
import type { Effect } from "effect"

/** The input and the output of each operation of DynamoDB, with plain JavaScript values instead of attribute values. */
export interface Operations {
  readonly BatchGetItem: readonly [BatchGetCommandInput, Omit<BatchGetCommandOutput, "$metadata">]
  readonly BatchWriteItem: readonly [BatchWriteCommandInput, Omit<BatchWriteCommandOutput, "$metadata">]
  readonly CreateTable: readonly [CreateTableCommandInput, unknown]
  readonly DeleteItem: readonly [DeleteCommandInput, unknown]
  readonly DescribeTable: readonly [DescribeTableCommandInput, Omit<DescribeTableCommandOutput, "$metadata">]
  readonly GetItem: readonly [GetCommandInput, Omit<GetCommandOutput, "$metadata">]
  readonly PutItem: readonly [PutCommandInput, unknown]
  readonly Query: readonly [QueryCommandInput, Omit<QueryCommandOutput, "$metadata">]
  readonly Scan: readonly [ScanCommandInput, Omit<ScanCommandOutput, "$metadata">]
  readonly UpdateItem: readonly [UpdateCommandInput, Omit<UpdateCommandOutput, "$metadata">]
  readonly UpdateTimeToLive: readonly [UpdateTimeToLiveCommandInput, unknown]
}
export type Operation = keyof Operations

/** A client of DynamoDB. It is the only layer that retries: at most three tries of at most two seconds each, within a budget. */
export interface Driver {
  /** Rejects with an error whose name is DynamoDB's. */
  readonly send: <O extends Operation>(
    operation: O,
    input: Operations[O][0],
    signal: AbortSignal
  ) => Promise<Operations[O][1]>
  /** How far this process's clock is ahead of the clock of the last answer (milliseconds); undefined before the first answer. */
  readonly clockOffsetMs: Effect.Effect<number | undefined>
}

/** How often a call is tried, and how long connecting and a whole try may take (milliseconds). */
export const limits = { tries: 3, connectMs: 1000, tryMs: 2000 } as const
