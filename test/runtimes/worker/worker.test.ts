import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { startIssuer } from "../../adapters/issuer.ts"
import { issuerKey } from "../../fixtures/id-tokens.ts"
import { indiscreet } from "../../http/discretion.ts"
import { eventually } from "../../scenarios/place.ts"
import { docsPage, docsPageFrom } from "../docs-page.ts"
import { refusedBodies, refusedBodiesFrom } from "../refused-bodies.ts"
import type { Send } from "../transcript/play.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { familyAtStepFour, rowsOf } from "./family.ts"
import { type RunningWorker, startWorker } from "./harness.ts"

let stores: Stores
let worker: RunningWorker
let issuer: Awaited<ReturnType<typeof startIssuer>>
const key = issuerKey("one")
beforeAll(async () => {
  stores = await openStores(1)
  issuer = await startIssuer(() => key.keys)
  const OIDC_ISSUERS = JSON.stringify([{ issuer: issuer.base, audience: "portal" }])
  worker = await startWorker({ environment: { ...stores.environment, OIDC_ISSUERS } })
})
afterAll(async () => {
  await worker?.stop()
  await issuer.close()
  await stores.stop()
})

const send: Send = (path, init) => fetch(worker.base + path, init)

/** Returns the connections to PostgreSQL that are not the test's own. */
const connections = () =>
  stores.rows("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")

describe("the Worker in workerd", () => {
  it("provisions on its schedule what every wake-up was lost for", async () => {
    await worker.dropWakeUps(true)
    const { comparedAt, state, student } = await familyAtStepFour(send, stores)
    await worker.dropWakeUps(false)
    assert.deepStrictEqual([await state(), await rowsOf(stores, student)], ["pending", [0, 0, 0, 0]])
    // The attempt is due ten seconds after its step.
    await eventually(async () => [await worker.sweep(), await state()], ([, now]) => now === "applied")
    assert.deepStrictEqual(await rowsOf(stores, student), [1, 1, 1, 1])
    const swept = worker.logs().filter((line) => line.includes("sweep_done"))
    assert.match(swept.at(-1) ?? "", /"done":\d+,"depth":\d+,"oldest_pending_seconds":\d+/)
    assert.isString(await comparedAt())
  })

  it("provisions what a message of its queue names", async () => {
    await worker.dropWakeUps(true)
    const { enrollment_id, state, student } = await familyAtStepFour(send, stores)
    await worker.dropWakeUps(false)
    await (await worker.wakeUps()).send({ enrollment_id })
    await eventually(state, (now) => now === "applied")
    assert.deepStrictEqual(await rowsOf(stores, student), [1, 1, 1, 1])
  })

  it("exchanges ID tokens, and keeps their issuer's keys from one call to the next", async () => {
    await stores.mint("parent", "olga@example.test", "olga", "Olga")
    const [nonce, now] = ["a-nonce-of-the-portal", Math.floor(Date.now() / 1000)]
    const identity = { iss: issuer.base, aud: "portal", sub: "subject-1", iat: now, exp: now + 600, nonce }
    const id_token = key.signed({ ...identity, email: "olga@example.test", email_verified: true })
    for (let time = 0; time < 3; time++) {
      const headers = { "content-type": "application/json" }
      const body = JSON.stringify({ id_token, nonce })
      const response = await send("/auth/oidc", { method: "POST", headers, body })
      const answer = await response.json() as { readonly user: { readonly profile_id: string } }
      assert.deepStrictEqual([response.status, answer.user.profile_id], [200, "olga"])
    }
    assert.deepStrictEqual(issuer.state.requests, ["/.well-known/openid-configuration", "/keys"])
  })

  it("serves the docs page as assets, as elsewhere", async () => {
    assert.deepStrictEqual(await docsPageFrom(send), docsPage)
  })

  it("refuses bodies that are not UTF-8", async () => {
    assert.deepStrictEqual(await refusedBodiesFrom(send), refusedBodies)
  })

  it("tells a hundred who ask at once whether it is ready, whoever of them asked the stores", async () => {
    for (let time = 0; time < 3; time++) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => send("/health/ready", {})))
      const told = await Promise.all(
        answers.map(async (answer) => [answer.status, (await answer.json() as { status: string }).status])
      )
      assert.deepStrictEqual(told, Array.from({ length: 100 }, () => [200, "ok"]))
    }
    await eventually(connections, (open) => open.length === 0)
  })

  it("says at its address what it is, and where its document is", async () => {
    const front = await send("/", {})
    assert.deepInclude(await front.json(), { name: "tsa-enrollment", openapi: "/openapi.json" })
    assert.strictEqual((await send("/favicon.ico", {})).status, 204)
  })

  it("takes a thousand requests, ten at a time, without an error, and leaves no connection", async () => {
    const family = await familyAtStepFour(send, stores)
    await eventually(family.state, (now) => now === "applied")
    const asks = [
      async () => assert.strictEqual(await family.state(), "applied"),
      async () => assert.deepStrictEqual(await family.changes(), ["none", "none", "none", "none"]),
      async () => assert.strictEqual((await family.repeatStepFour()).version, 5)
    ]
    let asked = 0
    const ask = async () => {
      while (asked < 1000) await asks[asked++ % asks.length]?.()
    }
    await Promise.all(Array.from({ length: 10 }, ask))
    await eventually(connections, (open) => open.length === 0)
  }, 180_000)

  it("logs ids and codes, and nothing of a person", () => {
    const logs = worker.logs()
    assert.isTrue(logs.some((line) => line.includes("student_record_created")))
    assert.deepStrictEqual(
      indiscreet(logs, [stores.environment.SEAL_KEY, stores.environment.AWS_SECRET_ACCESS_KEY]),
      []
    )
    assert.deepStrictEqual(logs.filter((line) => /"level":"(FATAL|ERROR)"/.test(line)), [])
  })
})

describe("a Worker that is not set up", () => {
  it("answers 503, and names all that is wrong in one line, with no value", async () => {
    const point = JSON.parse(stores.environment.SIGNING_KEY) as { readonly x: string; readonly y: string }
    const wrong = await startWorker({
      environment: {
        ...stores.environment,
        DYNAMODB_TABLE: "",
        AWS_ACCESS_KEY_ID: "",
        SEAL_KEY: "sentinel-short",
        PORTAL_URL: "sentinel",
        // A key whose public half belongs to another key.
        SIGNING_KEY: JSON.stringify({ ...point, x: point.y, y: point.x })
      }
    })
    try {
      for (let time = 0; time < 3; time++) {
        const response = await fetch(`${wrong.base}/health/ready`)
        assert.deepStrictEqual([response.status, response.headers.get("content-type")], [
          503,
          "application/problem+json"
        ])
        assert.notInclude(await response.text(), "sentinel")
      }
      const lines = wrong.logs()
      assert.lengthOf(lines, 1)
      for (const key of ["DYNAMODB_TABLE", "AWS_ACCESS_KEY_ID", "SEAL_KEY", "PORTAL_URL", "SIGNING_KEY"]) {
        assert.include(lines[0], `${key}: `)
      }
      assert.notInclude(lines[0], "sentinel")
      assert.notInclude(lines[0], "AWS_SECRET_ACCESS_KEY")
    } finally {
      await wrong.stop()
    }
  })
})
