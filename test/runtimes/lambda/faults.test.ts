import { afterAll, afterEach, assert, beforeAll, describe, it } from "@effect/vitest"
import { endpointsOf } from "../../../src/http/endpoints.ts"
import { provisionerRoutes } from "../../../src/runtimes/lambda/routes.ts"
import { type SilentProxy, startSilentProxy } from "../../adapters/postgres/silent-proxy.ts"
import { eventually } from "../../scenarios/place.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { keysOf, newFamily, streamOf } from "./family.ts"
import { openFrontDoor } from "./front-door.ts"
import { FunctionError } from "./sandbox.ts"
import { type FunctionName, type Lambda, startLambda } from "./start.ts"

let stores: Stores
let postgres: SilentProxy
let dynamodb: SilentProxy
let lambda: Lambda
beforeAll(async () => {
  stores = await openStores(1)
  postgres = await startSilentProxy(stores.environment.DATABASE_URL)
  dynamodb = await startSilentProxy(stores.environment.DYNAMODB_ENDPOINT)
  const overrides = { DATABASE_URL: postgres.url, DYNAMODB_ENDPOINT: dynamodb.url.replace(/\/$/, "") }
  lambda = await startLambda({ environment: stores.environment, overrides })
})
afterEach(() => {
  lambda.dropWakeUps(false)
  postgres.speak()
  dynamodb.speak()
})
afterAll(async () => {
  await lambda.stop()
  await Promise.all([postgres.stop(), dynamodb.stop()])
  await stores.stop()
})

/** Returns the functions that hold a connection to PostgreSQL. */
const connectedFunctions = async () => {
  const rows = await stores.rows(
    "SELECT DISTINCT application_name AS name FROM pg_stat_activity WHERE application_name LIKE 'tsa-%' ORDER BY 1"
  )
  return rows.map(({ name }) => name)
}

const isReady = async () =>
  await (await fetch(`${lambda.base}/health/ready`)).json() as Readonly<Record<string, unknown>>

/** Ticks until the records are there: a sweep's first attempt is due ten seconds after the step. */
const sweptUntilApplied = (family: Awaited<ReturnType<typeof newFamily>>) =>
  eventually(async () => {
    await lambda.sweep()
    return family.records()
  }, ({ state }) => state === "applied")

const failuresIn = async (event: object): Promise<unknown> => {
  const { batchItemFailures } = await lambda.invoke("provisioner", event) as {
    readonly batchItemFailures: ReadonlyArray<{ readonly itemIdentifier: string }>
  }
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}

describe("on Lambda", () => {
  it("the sweep provisions what the stream has woken nobody for; requests alone reach no PostgreSQL", async () => {
    lambda.dropWakeUps(true)
    const family = await newFamily(lambda.base, stores)
    await family.steps(1, 2, 3, 4)
    assert.strictEqual((await family.records()).state, "pending")
    assert.deepStrictEqual(await connectedFunctions(), [])
    await sweptUntilApplied(family)
    assert.deepStrictEqual(await connectedFunctions(), ["tsa-sweep"])
    const { status, oldest_pending_seconds } = await isReady()
    assert.deepStrictEqual([status, oldest_pending_seconds], ["ok", 0])
  }, 60_000)

  it("the stream alone provisions, from the provisioner", async () => {
    const family = await newFamily(lambda.base, stores)
    await family.steps(1, 2, 3, 4)
    await eventually(family.records, ({ state }) => state === "applied")
    assert.include(await connectedFunctions(), "tsa-provisioner")
    assert.notInclude(await connectedFunctions(), "tsa-http")
  }, 60_000)

  const http = { version: "2.0", requestContext: { http: { method: "GET", path: "/health/live" } } }
  const queue = { Records: [{ eventSource: "aws:sqs", body: "{}" }] }
  const mixed = { Records: [...streamOf(keysOf("TSA-ENROLL-20260101-ABC12345")).Records, ...queue.Records] }
  const everybodys = [{}, null, queue, mixed, { Records: [] }, { "detail-type": "Other", source: "aws.s3" }]
  const others: Readonly<Record<FunctionName, ReadonlyArray<unknown>>> = {
    http: [...everybodys, streamOf(keysOf("TSA-ENROLL-20260101-ABC12345")), { "detail-type": "Scheduled Event" }],
    provisioner: [...everybodys, { "detail-type": "Scheduled Event" }],
    sweep: [...everybodys, http]
  }
  it.each(["http", "provisioner", "sweep"] as const)("an event that is not meant for %s is an error", async (name) => {
    for (const event of others[name]) {
      const error = await lambda.invoke(name, event).then(() => undefined, (thrown: unknown) => thrown)
      assert.instanceOf(error, FunctionError)
      assert.strictEqual(error.errorType, "UnknownEvent")
    }
  })

  it("what http cannot do for want of PostgreSQL has a route to the provisioner", async () => {
    const family = await newFamily(lambda.base, stores)
    await family.steps(1, 2, 3, 4)
    const token = await stores.mint("admin", "admin@example.test", "admin-1", "Alex Admin")
    const door = await openFrontDoor({}, (event) => lambda.invoke("http", event))
    const unserved: Array<string> = []
    const endpoints = endpointsOf({
      corsOrigins: [],
      metrics: "closed",
      version: "",
      isDraining: () => false,
      clientAddress: () => undefined,
      requestsPerMinute: 1000
    })
    for (const { body, method, path } of endpoints.filter((each) => each.path.startsWith("/staff/"))) {
      if (body !== undefined) continue
      const { status } = await fetch(door.base + path.replace(":id", family.id), {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${token}` }
      })
      if (status === 503) unserved.push(`${method.toUpperCase()} ${path.replace(/:(\w+)/g, "{$1}")}`)
    }
    await door.close()
    assert.includeMembers(unserved, ["POST /staff/enrollments/{id}/provision", "GET /staff/provisioning/students"])
    assert.includeMembers([...provisionerRoutes], unserved)
  }, 60_000)

  it("a message that cannot be read fails alone; one about another item is done", async () => {
    const family = await newFamily(lambda.base, stores)
    const event = streamOf(
      keysOf(family.id),
      { pk: { S: "ENR#nonsense" }, sk: { S: "HEAD" } },
      { pk: { S: "SCHOOL#1" }, sk: { S: "HEAD" } },
      { pk: { S: "INV#nonsense" }, sk: { S: "HEAD" } },
      { pk: keysOf(family.id).pk, sk: { S: "EVENT#1" } }
    )
    assert.deepStrictEqual(await failuresIn(event), ["2", "4"])
  })

  it("without the workflow store every message fails, and the next try does it", async () => {
    lambda.dropWakeUps(true)
    const family = await newFamily(lambda.base, stores)
    await family.steps(1, 2, 3, 4)
    const event = streamOf(keysOf(family.id), { pk: { S: "SCHOOL#1" }, sk: { S: "HEAD" } })
    dynamodb.refuse()
    assert.deepStrictEqual(await failuresIn(event), ["1"])
    dynamodb.speak()
    assert.deepStrictEqual(await failuresIn(event), [])
    assert.strictEqual((await family.records()).state, "applied")
  }, 60_000)

  it("without PostgreSQL messages are done, records stay due, and come when it is back", async () => {
    const family = await newFamily(lambda.base, stores)
    postgres.refuse()
    await family.steps(1, 2, 3, 4)
    assert.deepStrictEqual(await failuresIn(streamOf(keysOf(family.id))), [])
    assert.strictEqual((await family.records()).state, "pending")
    await eventually(isReady, ({ student_records }) => student_records === "unavailable")
    assert.strictEqual((await isReady())["status"], "degraded")
    postgres.speak()
    await sweptUntilApplied(family)
    // A try that began earlier may report its failure last; the next sweep corrects that.
    await eventually(async () => {
      await lambda.sweep()
      return isReady()
    }, ({ status }) => status === "ok")
    assert.deepStrictEqual(lambda.deadLetters, [])
  }, 60_000)
})
