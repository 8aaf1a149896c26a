import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { vi } from "vitest"
import { handlersOf } from "../../../src/runtimes/worker/handlers.ts"
import type { Bindings } from "../../../src/runtimes/worker/platform.ts"
import { answerWakeUps } from "../../../src/runtimes/worker/wake-ups.ts"
import type { Send } from "../transcript/play.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { familyAtStepFour, rowsOf } from "./family.ts"

/** Nobody listens here. */
const nowhere = "127.0.0.1:9"

let stores: Stores
beforeAll(async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined)
  stores = await openStores(1)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await stores.stop()
})

const bindingsWith = (changes: Readonly<Record<string, string>> = {}, sent: Array<unknown> = []): Bindings => {
  const { DATABASE_URL, ...variables } = { ...stores.environment, ...changes }
  return {
    ...variables,
    HYPERDRIVE: { connectionString: DATABASE_URL },
    WAKE_UPS: { send: async (message) => sent.push(message) }
  }
}

/** Calls the handlers in this process, as the platform does. `background` ends when the work after the answers has. */
const worker = (afterwards: typeof answerWakeUps, bindings: Bindings) => {
  const waiting: Array<Promise<unknown>> = []
  const { fetch, queue } = handlersOf(afterwards)
  const send: Send = async (path, init) =>
    fetch(new Request(`https://worker.example.test${path}`, init), bindings, {
      waitUntil: (promise) => void waiting.push(promise)
    })
  return { send, queue, background: () => Promise.all(waiting) }
}

const dropping = () => worker(() => Effect.void, bindingsWith())

/** Returns what a consumer does with each of these bodies: whether it was acknowledged, or is to be delivered again and when. */
const delivered = async (bindings: Bindings, ...bodies: ReadonlyArray<unknown>) => {
  const fates: Array<string> = bodies.map(() => "forgotten")
  const messages = bodies.map((body, index) => ({
    body,
    ack: () => void (fates[index] = "acknowledged"),
    retry: (options?: { readonly delaySeconds: number }) =>
      void (fates[index] = `again in ${options?.delaySeconds ?? 0}`)
  }))
  await worker(() => Effect.void, bindings).queue({ messages }, bindings)
  return fates
}

describe("a message of the queue", () => {
  it("provisions what it names, and is done; the same again changes nothing", async () => {
    const { send } = dropping()
    const [one, other] = [await familyAtStepFour(send, stores), await familyAtStepFour(send, stores)]
    // The second body is as the previous release sends it.
    const bodies = [{ kind: "enrollment", id: one.enrollment_id }, { enrollment_id: other.enrollment_id }]
    assert.deepStrictEqual([await one.state(), await rowsOf(stores, one.student)], ["pending", [0, 0, 0, 0]])
    for (let time = 0; time < 2; time++) {
      assert.deepStrictEqual(await delivered(bindingsWith(), ...bodies), ["acknowledged", "acknowledged"])
      assert.deepStrictEqual([await one.state(), await other.state()], ["applied", "applied"])
      assert.deepStrictEqual(await rowsOf(stores, one.student), [1, 1, 1, 1])
    }
  })

  it("is done while PostgreSQL is away: its item stays due", async () => {
    const { enrollment_id, state, student } = await familyAtStepFour(dropping().send, stores)
    const away = bindingsWith({ DATABASE_URL: `postgres://postgres@${nowhere}/postgres` })
    assert.deepStrictEqual(await delivered(away, { enrollment_id }), ["acknowledged"])
    assert.deepStrictEqual([await state(), await rowsOf(stores, student)], ["pending", [0, 0, 0, 0]])
  })

  it("is delivered again while the workflow store is away", async () => {
    const { enrollment_id, state } = await familyAtStepFour(dropping().send, stores)
    const away = bindingsWith({ DYNAMODB_ENDPOINT: `http://${nowhere}` })
    assert.deepStrictEqual(await delivered(away, { enrollment_id }), ["again in 30"])
    assert.strictEqual(await state(), "pending")
  })

  it("is delivered again while the service is not set up", async () => {
    assert.deepStrictEqual(await delivered(bindingsWith({ SEAL_KEY: "short" }), {}), ["again in 0"])
  })

  it.each([["a text", "TSA"], ["null", null], ["no id", {}], ["an unknown kind", { kind: "visit", id: "1" }], [
    "a malformed id",
    { enrollment_id: "TSA-ENROLL-1" }
  ], [
    "more than an id",
    { enrollment_id: "TSA-ENROLL-20261125-V9TR9VF8", first_name: "Ada" }
  ]])("that cannot be read (%s) goes to the dead letters, and those beside it are done", async (_, unreadable) => {
    const unknown = { enrollment_id: "TSA-ENROLL-20261125-V9TR9VF8" }
    assert.deepStrictEqual(await delivered(bindingsWith(), unreadable, unknown), ["again in 0", "acknowledged"])
  })
})

describe("after the answer to step 4", () => {
  it("the records are attempted, and a message of the id alone is sent, before the runtime is closed", async () => {
    const sent: Array<unknown> = []
    const { background, send } = worker(answerWakeUps, bindingsWith({}, sent))
    const { enrollment_id, student } = await familyAtStepFour(send, stores)
    await background()
    assert.deepStrictEqual(await rowsOf(stores, student), [1, 1, 1, 1])
    assert.deepStrictEqual(sent, [{ kind: "enrollment", id: enrollment_id }])
  })

  it.each([
    ["refuses", async () => Promise.reject(new Error("away"))],
    ["never answers", () => new Promise<never>(() => undefined)]
  ])("a queue that %s costs nothing but the message", async (_, refuse) => {
    const { background, send } = worker(answerWakeUps, { ...bindingsWith(), WAKE_UPS: { send: refuse } })
    const { student } = await familyAtStepFour(send, stores)
    await background()
    assert.deepStrictEqual(await rowsOf(stores, student), [1, 1, 1, 1])
  })
})
