import { assert, describe, it, layer } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Logger, Option } from "effect"
import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"
import { absent } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import { invitationItem } from "../../../src/adapters/dynamodb/items/invitation.ts"
import { addressKey, invitationKey } from "../../../src/adapters/dynamodb/keys.ts"
import * as WorkflowStore from "../../../src/adapters/dynamodb/workflow-store.ts"
import { Invitations } from "../../../src/domain/invitation/invitations.port.ts"
import { People } from "../../../src/domain/people/people.port.ts"
import { KeyedHash } from "../../../src/domain/secrets/keyed-hash.port.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { coachOf, invitationOf } from "../../fixtures/enrollments.ts"
import * as TestKeyedHash from "../../fixtures/keyed-hash.ts"
import { startDynoxide } from "./engines.ts"
import { dynamoOn, makeTable, tableAt } from "./store.ts"
import { startUnrulyDynamodb } from "./unruly.ts"

const store = WorkflowStore.layer(new Map()).pipe(Layer.provideMerge(TestKeyedHash.layer))

layer(dynamoOn(startDynoxide), { excludeTestServices: true })("faults of the workflow store in DynamoDB", (it) => {
  it.effect("an item that does not decode is a defect where it is asked for, and in nobody's way", () =>
    Effect.gen(function*() {
      const { put } = yield* Dynamo
      const { create, get, getMany } = yield* Invitations
      const [good, bad] = [invitationOf(), invitationOf()]
      yield* create(good)
      yield* put({ ...invitationItem(bad, bad.created_at), schema_version: 0 }, absent)
      assert.deepStrictEqual(yield* getMany([bad.invitation_id, good.invitation_id]), [good])
      const exit = yield* Effect.exit(get(bad.invitation_id))
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
    }).pipe(Effect.provide([store, Logger.layer([])])))

  it.effect("a claim that ends has the time of its end for the table to tidy up, one for ever has none", () =>
    Effect.gen(function*() {
      const { get } = yield* Dynamo
      const { claim } = yield* Invitations
      const { expires_at, created_at: claimed_at, invitation_id } = invitationOf()
      yield* claim("a-hash", { invitation_id, claimed_at, expires_at }, claimed_at)
      assert.strictEqual((yield* get({ pk: "CLAIM#a-hash", sk: "HEAD" }))?.["ttl"], Date.parse(expires_at) / 1000)
      yield* claim("a-hash", { invitation_id, claimed_at }, claimed_at, invitation_id)
      assert.isUndefined((yield* get({ pk: "CLAIM#a-hash", sk: "HEAD" }))?.["ttl"])
    }).pipe(Effect.provide(store)))

  it.effect("an address that a crash left without its person is entered by the next add", () =>
    Effect.gen(function*() {
      const dynamo = yield* Dynamo
      const crashed = new StoreUnavailable({ store: "workflow", code: "crash" })
      const Crashing = Layer.succeed(Dynamo, {
        ...dynamo,
        put: (item, condition) =>
          String(item["pk"]).startsWith("PERSON#") ? Effect.fail(crashed) : dynamo.put(item, condition)
      })
      const person = coachOf(1)
      const add = People.use((people) => people.add(person))
      const crash = Effect.provide(add, Layer.provide(Layer.fresh(store), Crashing))
      assert.deepStrictEqual(yield* Effect.flip(crash), crashed)
      const find = People.use(({ findByAddress }) => findByAddress(person.address))
      assert.isTrue(Option.isNone(yield* Effect.provide(find, store)))
      const again = { ...coachOf(1), address: person.address }
      const entered = yield* Effect.provide(People.use((people) => people.add(again)), store)
      assert.deepStrictEqual(entered, { ...again, id: person.id })
      assert.deepStrictEqual(yield* Effect.provide(find, store), Option.some(entered))
    }))

  it.effect("an address that a crash left to somebody with another one finds nobody, and is free", () =>
    Effect.gen(function*() {
      const { put } = yield* Dynamo
      const { add, findByAddress } = yield* People
      const [somebody, person] = [coachOf(1), coachOf(1)]
      yield* add(somebody)
      const hash = yield* (yield* KeyedHash).of("address", person.address)
      yield* put({ ...addressKey(hash), person_id: somebody.id }, absent)
      assert.isTrue(Option.isNone(yield* findByAddress(person.address)))
      assert.deepStrictEqual(yield* add(person), person)
      assert.deepStrictEqual(yield* findByAddress(person.address), Option.some(person))
    }).pipe(Effect.provide(store)))

  it.effect("a value that DynamoDB will not take is a failure with its name, without its message", () =>
    Effect.gen(function*() {
      const { put } = yield* Dynamo
      const key = invitationKey(invitationOf().invitation_id)
      const failure = yield* Effect.flip(put({ ...key, note: "x".repeat(500_000) }, absent))
      assert.deepStrictEqual(failure, new StoreUnavailable({ store: "workflow", code: "ValidationException" }))
    }))
})

describe("a workflow store that is away", () => {
  const read = (endpoint: string) =>
    Dynamo.use(({ get }) => get({ pk: "SCHOOL#1", sk: "HEAD" })).pipe(
      Effect.provide(tableAt(endpoint)),
      Effect.flip
    )

  it.live("refuses", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* read("http://127.0.0.1:1")).code, "ECONNREFUSED")
    }))

  it.live("says nothing", () =>
    Effect.gen(function*() {
      const server = createServer().listen(0, "127.0.0.1")
      yield* Effect.addFinalizer(() => Effect.sync(() => server.close()))
      yield* Effect.promise(() => once(server, "listening"))
      const { port } = server.address() as AddressInfo
      assert.strictEqual((yield* read(`http://127.0.0.1:${port}`)).code, "TimeoutError")
    }), 30_000)

  it.live("fails inside: three tries of one call, and no layer above that asks again", () =>
    Effect.gen(function*() {
      const unruly = yield* Effect.acquireRelease(
        Effect.promise(() => startUnrulyDynamodb("http://127.0.0.1:1", () => 0)),
        ({ stop }) => Effect.promise(stop)
      )
      unruly.misbehave({ throttled: 0, failed: 1, unanswered: 0 })
      assert.strictEqual((yield* read(unruly.endpoint)).code, "InternalServerError")
      assert.deepStrictEqual(unruly.tries(), [3])
    }))

  it.live("has no table", () =>
    Effect.gen(function*() {
      const engine = yield* Effect.acquireRelease(Effect.promise(startDynoxide), ({ stop }) => Effect.promise(stop))
      assert.strictEqual((yield* read(engine.endpoint)).code, "ResourceNotFoundException")
      yield* makeTable(engine.endpoint, { streams: true })
      yield* makeTable(engine.endpoint, { streams: true })
      assert.isUndefined(yield* Effect.flip(read(engine.endpoint)))
    }))
})
