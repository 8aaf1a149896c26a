import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundleForLambda } from "../../../src/runtimes/bundle/for-lambda.ts"
import { provisionerRoutes } from "../../../src/runtimes/lambda/routes.ts"
import { openFrontDoor } from "./front-door.ts"
import { makeFunction } from "./function.ts"
import { followStream } from "./stream.ts"

export type FunctionName = "http" | "provisioner" | "sweep"

const deployed: Readonly<Record<FunctionName, { readonly timeoutMs: number; readonly concurrency: number }>> = {
  http: { timeoutMs: 15_000, concurrency: 8 },
  provisioner: { timeoutMs: 60_000, concurrency: 2 },
  sweep: { timeoutMs: 60_000, concurrency: 1 }
}

export interface LambdaOptions {
  /** What every function gets. Its own endpoint for the table is also where the stream is read from. */
  readonly environment: Readonly<Record<string, string>> & {
    readonly DYNAMODB_ENDPOINT: string
    readonly DYNAMODB_TABLE: string
  }
  /** What all functions get instead of it. */
  readonly overrides?: Readonly<Record<string, string>>
  /** What one of them gets instead of that. */
  readonly overridesOf?: Partial<Readonly<Record<FunctionName, Readonly<Record<string, string>>>>>
}

const scheduled = () => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.events",
  time: new Date().toISOString(),
  resources: [],
  detail: {}
})

/**
 * Starts the service as it is deployed on Lambda: the bundle itself in separate processes, behind API Gateway, the table's stream and a
 * schedule. An empty override removes a variable.
 */
export const startLambda = async ({ environment, overrides = {}, overridesOf = {} }: LambdaOptions) => {
  const folder = await mkdtemp(join(tmpdir(), "tsa-lambda-"))
  await bundleForLambda("src/runtimes/lambda.ts", folder)
  const logs: Array<{ readonly of: FunctionName; readonly line: string }> = []
  const start = (name: FunctionName) =>
    makeFunction({
      name: `tsa-${name}`,
      handler: `lambda.${name}`,
      folder,
      environment: { ...environment, ...overrides, ...overridesOf[name] },
      log: (line) => {
        logs.push({ of: name, line })
      },
      ...deployed[name]
    })
  const functions = { http: start("http"), provisioner: start("provisioner"), sweep: start("sweep") }
  const [http, provisioner] = [functions.http.invoke, functions.provisioner.invoke]
  const door = await openFrontDoor(Object.fromEntries(provisionerRoutes.map((route) => [route, provisioner])), http)
  const stream = await followStream(environment.DYNAMODB_ENDPOINT, environment.DYNAMODB_TABLE, provisioner)
  return {
    /** Where API Gateway listens. */
    base: door.base,
    logs,
    deadLetters: stream.deadLetters,
    /** How many records of the stream are done. */
    delivered: stream.delivered,
    /** While dropping, the stream's records reach nobody. */
    dropWakeUps: stream.drop,
    /** Plays one tick of the schedule. Returns what the function answered. */
    sweep: () => functions.sweep.invoke(scheduled()),
    invoke: (name: FunctionName, event: unknown) => functions[name].invoke(event),
    stop: async () => {
      await door.close()
      await Promise.all([stream.stop(), ...Object.values(functions).map((each) => each.stop())])
      await rm(folder, { recursive: true, force: true })
    }
  }
}
export type Lambda = Awaited<ReturnType<typeof startLambda>>
