import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundleForLambda } from "../../../src/runtimes/bundle/for-lambda.ts"
import { streamOf } from "./family.ts"
import { FunctionError, type Sandbox, startSandbox } from "./sandbox.ts"

const logs: Array<string> = []
let folder: string
let http: Sandbox
let provisioner: Sandbox
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tsa-lambda-"))
  await bundleForLambda("src/runtimes/lambda.ts", folder)
  const start = (name: string) =>
    startSandbox({
      name,
      handler: `lambda.${name}`,
      folder,
      timeoutMs: 15_000,
      environment: { SEAL_KEY: "sentinel", DYNAMODB_TABLE: "tsa" },
      log: (line) => {
        logs.push(line)
      }
    })
  http = await start("http")
  provisioner = await start("provisioner")
})
afterAll(async () => {
  await Promise.all([http.stop(), provisioner.stop()])
  await rm(folder, { recursive: true, force: true })
})

const request = {
  version: "2.0",
  rawPath: "/health/live",
  rawQueryString: "",
  headers: {},
  requestContext: { domainName: "front-door.test", http: { method: "GET", path: "/health/live" } }
}

describe("a function whose settings are wrong", () => {
  it("answers requests with 503, and its log names every bad one", async () => {
    const answer = await http.invoke(request) as { readonly statusCode: number; readonly body: string }
    assert.strictEqual(answer.statusCode, 503)
    const lines = logs.filter((line) => line.includes("configuration_invalid"))
    assert.lengthOf(lines, 1)
    for (const key of ["SIGNING_KEY", "SEAL_KEY", "PORTAL_URL"]) {
      assert.include(lines[0] ?? "", key)
      assert.notInclude(answer.body, key)
    }
    assert.notInclude(logs.join() + answer.body, "sentinel")
  })

  it("fails batches, and names every bad one", async () => {
    const error = await provisioner.invoke(streamOf({})).then(() => undefined, (thrown: unknown) => thrown)
    assert.instanceOf(error, FunctionError)
    assert.strictEqual(error.errorType, "ConfigurationInvalid")
    for (const key of ["SIGNING_KEY", "SEAL_KEY", "PORTAL_URL", "DB_SECRET_ARN"]) assert.include(error.message, key)
    assert.notInclude(error.message, "sentinel")
  })
})
