import { Effect, Layer, Redacted } from "effect"
import * as Client from "../../../src/adapters/dynamodb/client.ts"
import { createTable } from "../../../src/adapters/dynamodb/create-table.ts"
import { lightDriver } from "../../../src/adapters/dynamodb/light/driver.ts"
import { onNode } from "../../../src/adapters/dynamodb/light/on-node.ts"
import { sdkDriver } from "../../../src/adapters/dynamodb/sdk/driver.ts"
import type { Engine } from "./engines.ts"
import { strictly } from "./strict.ts"

/** The connection to an engine of the tests; any credentials will do. */
export const at = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "tests", secretAccessKey: Redacted.make("tests") }
})

const workflow = "workflow"

/** Each client of DynamoDB, on an engine. */
export const drivers = {
  light: (endpoint: string) => lightDriver(at(endpoint), onNode),
  sdk: (endpoint: string) => sdkDriver(at(endpoint))
} as const
export type ClientName = keyof typeof drivers

/** A table where an engine is, through this client. */
export const tableAt = (endpoint: string, client: ClientName = "light", table = workflow) =>
  Client.layer(table, drivers[client](endpoint))

/** Makes a table. */
export const makeTable = (endpoint: string, { streams = false, table = workflow } = {}) =>
  Effect.scoped(Effect.flatMap(drivers.light(endpoint), (driver) => createTable(driver, table, { streams })))

const started = (start: () => Promise<Engine>) =>
  Effect.acquireRelease(Effect.promise(start), (engine) => Effect.promise(engine.stop))

/** A fresh engine with its table, as strict as DynamoDB, for as long as the layer lives. */
export const dynamoOn = (start: () => Promise<Engine>, client: ClientName = "light") =>
  Layer.unwrap(Effect.gen(function*() {
    const { endpoint } = yield* started(strictly(start))
    yield* makeTable(endpoint)
    return tableAt(endpoint, client)
  }))
