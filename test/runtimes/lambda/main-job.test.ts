import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { refusedBodies, refusedBodiesFrom } from "../refused-bodies.ts"
import { playTranscript, recordedTranscript, type Send } from "../transcript/play.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { type Lambda, startLambda } from "./start.ts"

let stores: Stores
let lambda: Lambda
beforeAll(async () => {
  stores = await openStores(1)
  lambda = await startLambda({ environment: stores.environment })
})
afterAll(async () => {
  await lambda.stop()
  await stores.stop()
})

/** Sends as API Gateway passes on a body that it takes for bytes. */
const sentAsBytes: Send = async (path, { body, headers, method = "GET" }) => {
  const { statusCode, ...answer } = await lambda.invoke("http", {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers,
    requestContext: { domainName: "front-door.test", http: { method, path, sourceIp: "192.0.2.1" } },
    body: Buffer.from(body as Uint8Array).toString("base64"),
    isBase64Encoded: true
  }) as { readonly statusCode: number; readonly body: string }
  return new Response(answer.body, { status: statusCode })
}

describe("the main job on Lambda", () => {
  it("is answered as on every runtime, and the stream alone makes the records", async () => {
    const { played } = await playTranscript((path, init) => fetch(lambda.base + path, init), stores)
    assert.deepStrictEqual(played, recordedTranscript())
  }, 60_000)

  it("refuses bodies that are not UTF-8", async () => {
    assert.deepStrictEqual(await refusedBodiesFrom(sentAsBytes), refusedBodies)
  })
})
