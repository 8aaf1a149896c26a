import { Effect, Layer, Redacted } from "effect"
import * as Client from "../../../src/adapters/dynamodb/client.ts"
import { createTable } from "../../../src/adapters/dynamodb/create-table.ts"
import type { Engine } from "./engines.ts"
import { strictly } from "./strict.ts"

/** Where an engine of the tests is; any credentials will do. */
export const at = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "tests", secretAccessKey: Redacted.make("tests") },
  table: "workflow"
})

const started = (start: () => Promise<Engine>) =>
  Effect.acquireRelease(Effect.promise(start), (engine) => Effect.promise(engine.stop))

/** A fresh engine with its table, as strict as DynamoDB, for as long as the layer lives. */
export const dynamoOn = (start: () => Promise<Engine>) =>
  Layer.unwrap(Effect.gen(function*() {
    const place = at((yield* started(strictly(start))).endpoint)
    yield* createTable(place, { streams: false })
    return Client.layer(place)
  }))
