import { setTimeout as sleep } from "node:timers/promises"
import type { StreamRecord } from "../../../src/runtimes/lambda/event.ts"

/** How often a batch is tried before its records are dead letters. */
const triesAtMost = 4

const anyone =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"

const ask = async <A>(endpoint: string, operation: string, body: object): Promise<A> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDBStreams_20120810.${operation}`,
      "x-amz-date": "20260101T000000Z",
      authorization: anyone
    },
    body: JSON.stringify(body)
  })
  if (!response.ok) throw new Error(`${operation} answered ${response.status}: ${await response.text()}`)
  return await response.json() as A
}

interface Records {
  readonly Records: ReadonlyArray<StreamRecord>
  readonly NextShardIterator?: string
}

const firstIterator = async (endpoint: string, TableName: string): Promise<string> => {
  const { Streams: [stream] } = await ask<{ readonly Streams: ReadonlyArray<{ readonly StreamArn: string }> }>(
    endpoint,
    "ListStreams",
    { TableName }
  )
  const { StreamDescription } = await ask<
    { readonly StreamDescription: { readonly Shards: ReadonlyArray<{ readonly ShardId: string }> } }
  >(endpoint, "DescribeStream", { StreamArn: stream?.StreamArn })
  const [shard, ...more] = StreamDescription.Shards
  if (shard === undefined || more.length > 0) throw new Error("the stream was expected to have one shard")
  const { ShardIterator } = await ask<{ readonly ShardIterator: string }>(endpoint, "GetShardIterator", {
    StreamArn: stream?.StreamArn,
    ShardId: shard.ShardId,
    ShardIteratorType: "TRIM_HORIZON"
  })
  return ShardIterator
}

const sequenceOf = ({ dynamodb }: StreamRecord): string => dynamodb?.SequenceNumber ?? ""

/**
 * The event source mapping between a table's stream and a function: batches in order, with partial batch responses. What fails again and
 * again becomes a dead letter.
 */
export const followStream = async (endpoint: string, table: string, invoke: (event: unknown) => Promise<unknown>) => {
  const deadLetters: Array<StreamRecord> = []
  let isDropping = false
  let isStopped = false
  let delivered = 0
  let iterator = await firstIterator(endpoint, table)

  const failuresOf = async (records: ReadonlyArray<StreamRecord>): Promise<ReadonlyArray<string>> => {
    try {
      const answer = await invoke({ Records: records.map((each) => ({ eventSource: "aws:dynamodb", ...each })) })
      const { batchItemFailures } = answer as {
        readonly batchItemFailures: ReadonlyArray<{ readonly itemIdentifier: string }>
      }
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
    } catch {
      return records.map(sequenceOf)
    }
  }

  /** Delivers as Lambda does: from the first failed record on, the batch comes again. */
  const deliver = async (records: ReadonlyArray<StreamRecord>): Promise<void> => {
    let rest = records
    for (let tries = 1; rest.length > 0 && !isStopped; tries++) {
      const failures = new Set(await failuresOf(rest))
      const first = rest.findIndex((record) => failures.has(sequenceOf(record)))
      delivered += first < 0 ? rest.length : first
      rest = first < 0 ? [] : rest.slice(first)
      if (tries === triesAtMost) return void deadLetters.push(...rest)
    }
  }

  const follow = async () => {
    while (!isStopped) {
      const { NextShardIterator, Records } = await ask<Records>(endpoint, "GetRecords", {
        ShardIterator: iterator,
        Limit: 100
      })
      if (NextShardIterator === undefined) throw new Error("the stream ended")
      iterator = NextShardIterator
      if (Records.length === 0) await sleep(20)
      else if (!isDropping) await deliver(Records)
    }
  }
  const following = follow()
  following.catch(() => undefined)

  return {
    deadLetters,
    delivered: () => delivered,
    drop: (whether: boolean) => {
      isDropping = whether
    },
    stop: async () => {
      isStopped = true
      await following
    }
  }
}
