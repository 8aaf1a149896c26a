import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import type { ServerResponse } from "node:http"
import * as Client from "../../../src/adapters/dynamodb/client.ts"
import { absent } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import type { CredentialSource } from "../../../src/adapters/dynamodb/light/credentials.ts"
import { lightDriver, type Platform } from "../../../src/adapters/dynamodb/light/driver.ts"
import { overFetch } from "../../../src/adapters/dynamodb/light/over-fetch.ts"
import { overNode } from "../../../src/adapters/dynamodb/light/over-node.ts"
import { signerOf } from "../../../src/adapters/dynamodb/light/signer.ts"
import { type Act, answers, refuses, scripted } from "./scripted.ts"
import { at } from "./store.ts"

const key = { pk: "A#1", sk: "HEAD" }
const stored = { Item: { pk: { S: "A#1" }, sk: { S: "HEAD" }, count: { N: "7" } } }
const found = { ...key, count: 7 }
const read = Dynamo.use(({ get }) => get(key))

const hour = 3_600_000
/** The time of a signature, from its header. */
const signedAt = (date: unknown) => Date.parse(String(date).replace(/^(....)(..)(..T..)(..)(..)Z$/, "$1-$2-$3:$4:$5Z"))

/** A server whose clock is an hour ahead, which refuses what was signed more than five minutes from it. */
const anHourAhead: Act = (response, asked) => {
  const now = Date.now() + hour
  response.setHeader("date", new Date(now).toUTCString())
  const act = Math.abs(signedAt(asked.headers["x-amz-date"]) - now) < 300_000
    ? answers(stored)
    : refuses("InvalidSignatureException")
  act(response, asked)
}

const cut: Act = (response) => {
  const body = JSON.stringify(stored)
  response.writeHead(200, { "content-length": `${body.length}` })
  response.write(body.slice(0, 20), () => response.destroy())
}

describe.each([["Node's client", overNode], ["fetch", overFetch]] as const)("the light client over %s", (_, open) => {
  const platform: Platform = { open, credentials: () => () => Promise.reject(new Error()) }
  const asking = <A, E>(endpoint: string, work: Effect.Effect<A, E, Dynamo>) =>
    Effect.provide(work, Client.layer("workflow", lightDriver(at(endpoint), platform)))

  it.live("is served by what speaks DynamoDB's protocol", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(answers(stored))
      assert.deepStrictEqual(yield* asking(endpoint, read), found)
      assert.deepInclude(calls[0]?.headers, {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.GetItem",
        "accept-encoding": "identity"
      })
      assert.match(
        String(calls[0]?.headers.authorization),
        /^AWS4-HMAC-SHA256 Credential=tests\/\d{8}\/us-east-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$/
      )
      assert.deepStrictEqual(JSON.parse(calls[0]?.body ?? ""), {
        TableName: "workflow",
        Key: { pk: { S: "A#1" }, sk: { S: "HEAD" } },
        ConsistentRead: true
      })
    }))

  it.live.each([
    ["throttled", refuses("ProvisionedThroughputExceededException")],
    ["failed inside", refuses("InternalServerError", 500)],
    ["answered by a load balancer", (response) => response.writeHead(503).end("<html>")],
    ["cut in the middle of an answer", cut],
    ["answered with another sum than its body's", answers(stored, { "x-amz-crc32": "1" })],
    ["answered with no JSON", (response) => response.writeHead(200).end("{")],
    ["hung up on", (response) => response.destroy()]
  ] as ReadonlyArray<readonly [string, Act]>)("asks again when it was %s", ([, act]) =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(act, act, answers(stored))
      assert.deepStrictEqual(yield* asking(endpoint, read), found)
      assert.lengthOf(calls, 3)
      assert.deepStrictEqual(
        calls.map(({ headers }) => headers["amz-sdk-request"]),
        [1, 2, 3].map((attempt) => `attempt=${attempt}; max=3`)
      )
    }), 15_000)

  it.live("asks three times, and then says what DynamoDB said, without its words", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(refuses("InternalServerError", 500))
      const failure = yield* Effect.flip(asking(endpoint, read))
      assert.deepInclude(failure, { _tag: "StoreUnavailable", code: "InternalServerError" })
      assert.notInclude(JSON.stringify(failure), "Sentinel")
      assert.lengthOf(calls, 3)
    }))

  it.live("does not ask again what will be refused again", () =>
    Effect.gen(function*() {
      for (const name of ["ValidationException", "AccessDeniedException", "ResourceNotFoundException"]) {
        const { calls, endpoint } = yield* scripted(refuses(name))
        assert.strictEqual((yield* Effect.flip(asking(endpoint, read))).code, name)
        assert.lengthOf(calls, 1, name)
      }
      const { calls, endpoint } = yield* scripted(refuses("ConditionalCheckFailedException"))
      assert.isFalse(yield* asking(endpoint, Dynamo.use(({ put }) => put(found, absent))))
      assert.lengthOf(calls, 1)
    }))

  it.live("has a budget for asking again: a server that fails for long is asked once a call", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(refuses("InternalServerError", 500))
      const failing = Effect.flip(read)
      yield* asking(
        endpoint,
        Effect.gen(function*() {
          yield* Effect.forEach(Array.from({ length: 25 }), () => failing, { concurrency: 25 })
          const before = calls.length
          assert.isBelow(before, 75)
          yield* failing
          assert.strictEqual(calls.length, before + 1)
        })
      )
    }))

  it.live("gets what was left unprocessed", () =>
    Effect.gen(function*() {
      const itemOf = (n: number) => ({ pk: { S: `A#${n}` }, sk: { S: "HEAD" } })
      const { calls, endpoint } = yield* scripted(
        answers({ Responses: { workflow: [itemOf(1)] }, UnprocessedKeys: { workflow: { Keys: [itemOf(2)] } } }),
        answers({ Responses: { workflow: [itemOf(2)] }, UnprocessedKeys: {} })
      )
      const keys = [1, 2].map((n) => ({ pk: `A#${n}`, sk: "HEAD" }))
      assert.deepStrictEqual(yield* asking(endpoint, Dynamo.use(({ batchGet }) => batchGet(keys))), keys)
      assert.deepStrictEqual(
        calls.map(({ body }) => JSON.parse(body).RequestItems.workflow.Keys.length as number),
        [2, 1]
      )
    }))

  it.live("puts what was left unprocessed", () =>
    Effect.gen(function*() {
      const items = [1, 2, 3].map((n) => ({ pk: `A#${n}`, sk: "HEAD", n }))
      const left = { PutRequest: { Item: { pk: { S: "A#3" }, sk: { S: "HEAD" }, n: { N: "3" } } } }
      const { calls, endpoint } = yield* scripted(
        answers({ UnprocessedItems: { workflow: [left] } }),
        answers({ UnprocessedItems: {} })
      )
      assert.deepStrictEqual(yield* asking(endpoint, Dynamo.use(({ batchPut }) => batchPut(items))), [])
      assert.deepStrictEqual(JSON.parse(calls[1]?.body ?? "").RequestItems.workflow, [left])
    }))

  it.live("signs by the server's clock where its own is off: refused once, then never again", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(anHourAhead)
      yield* asking(
        endpoint,
        Effect.gen(function*() {
          assert.deepStrictEqual(yield* read, found)
          assert.lengthOf(calls, 2)
          assert.deepStrictEqual(yield* read, found)
          assert.lengthOf(calls, 3)
        })
      )
    }))

  it.live("says that the signature is wrong where the clock is not why", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(refuses("InvalidSignatureException"))
      assert.strictEqual((yield* Effect.flip(asking(endpoint, read))).code, "InvalidSignatureException")
      assert.lengthOf(calls, 1)
    }))

  it.live("takes other credentials where these have ended, once a call", () =>
    Effect.gen(function*() {
      let generation = 1
      const source: CredentialSource = (renewed) => {
        if (renewed && generation === 1) generation = 2
        return Promise.resolve({ accessKeyId: "a", secretAccessKey: "s", sessionToken: `token-${generation}` })
      }
      const judge: Act = (response, asked) =>
        (asked.headers["x-amz-security-token"] === "token-2" ? answers(stored) : refuses("ExpiredTokenException"))(
          response,
          asked
        )
      const { calls, endpoint } = yield* scripted(judge)
      const connection = { endpoint, region: "us-east-1" }
      const table = (credentials: CredentialSource) =>
        Client.layer("workflow", lightDriver(connection, { open, credentials: () => credentials }))
      assert.deepStrictEqual(yield* Effect.provide(Effect.andThen(read, read), table(source)), found)
      assert.lengthOf(calls, 3)
      const stale: CredentialSource = () =>
        Promise.resolve({ accessKeyId: "a", secretAccessKey: "s", sessionToken: "token-1" })
      assert.strictEqual((yield* Effect.flip(Effect.provide(read, table(stale)))).code, "ExpiredTokenException")
      assert.lengthOf(calls, 5)
    }))

  it.live("says so where there are no credentials, and asks nobody", () =>
    Effect.gen(function*() {
      const { calls, endpoint } = yield* scripted(answers(stored))
      const none: Platform = {
        open,
        credentials: () => () => Promise.reject(Object.assign(new Error(), { name: "CredentialsProviderError" }))
      }
      const table = Client.layer("workflow", lightDriver({ endpoint, region: "us-east-1" }, none))
      assert.strictEqual((yield* Effect.flip(Effect.provide(read, table))).code, "CredentialsProviderError")
      assert.isEmpty(calls)
    }))

  it.live("lets go of a call that nobody waits for any more", () =>
    Effect.gen(function*() {
      let hungUp = false
      const { calls, endpoint } = yield* scripted((response: ServerResponse) =>
        void response.once("close", () => (hungUp = true))
      )
      const fiber = yield* Effect.forkChild(asking(endpoint, read))
      while (calls.length === 0) yield* Effect.sleep("5 millis")
      yield* Effect.sleep("20 millis")
      yield* Fiber.interrupt(fiber)
      while (!hungUp) yield* Effect.sleep("5 millis")
      assert.lengthOf(calls, 1)
    }))
})

/** Of the test suite that AWS publishes for Signature Version 4. */
describe("a signature", () => {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" }
  const signer = signerOf(() => Promise.resolve(credentials), "us-east-1", "service")
  const common = { protocol: "https:", hostname: "example.amazonaws.com", path: "/", query: {} }
  const host = "example.amazonaws.com"

  it.each(
    [
      ["get-vanilla", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", {
        ...common,
        method: "GET",
        headers: { host }
      }],
      ["post-vanilla", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", {
        ...common,
        method: "POST",
        headers: { host }
      }],
      ["post-x-www-form-urlencoded", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a", {
        ...common,
        method: "POST",
        headers: { host, "content-type": "application/x-www-form-urlencoded" },
        body: "Param1=value1"
      }]
    ] as const
  )("is AWS's own: %s", async (_, signature, request) => {
    const { headers } = await signer.sign(request, { signingDate: new Date("2015-08-30T12:36:00Z") })
    assert.match(String(headers["authorization"]), new RegExp(`Signature=${signature}$`))
  })
})
