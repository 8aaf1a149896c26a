import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { importJWK, jwtVerify } from "jose"
import * as AccessTokens from "../src/adapters/jose/access-tokens.ts"
import * as WorkflowStore from "../src/adapters/memory/workflow-store.ts"
import { World } from "../src/adapters/memory/world.ts"
import * as SecureRandom from "../src/adapters/webcrypto/secure-random.ts"
import { authenticate, PeopleSeen, SessionsSeen } from "../src/domain/access/authenticate.ts"
import { NotBeforeSeen } from "../src/domain/access/not-before.ts"
import { readEnrollmentPolicy } from "../src/domain/enrollment/policies.ts"
import { makeService, walked } from "../test/http/harness.ts"

// Who asks, and may they? As every request is asked, with the directory in memory, beside the verification of a token alone.

const [rounds, requests] = [7, 2000]

const service = await makeService()
const id = (await walked(service, 4)).split("/").at(-1) ?? ""
const { signing, tokens, world } = service
const token = tokens.get("ann") ?? ""
const runtime = ManagedRuntime.make(
  Layer.mergeAll(
    WorkflowStore.layer.pipe(Layer.provide(Layer.succeed(World, world))),
    AccessTokens.layer({ signing, issuer: "test", audience: "test" }).pipe(Layer.provide(SecureRandom.layer)),
    Layer.succeed(PeopleSeen, new Map()),
    Layer.succeed(SessionsSeen, new Map()),
    Layer.succeed(NotBeforeSeen, { last: undefined })
  )
)
const asked = Effect.flatMap(
  authenticate(Redacted.make(token)),
  (principal) => readEnrollmentPolicy.check(principal, { id })
)
const { d: _, ...published } = Redacted.value(signing)
const key = await importJWK(published, "ES256")
const options = { issuer: "test", audience: "test", algorithms: ["ES256"], typ: "at+jwt" }

/** Milliseconds of one, the mean of many one after the other. */
const measured = async (one: () => Promise<unknown>) => {
  const began = performance.now()
  for (let count = 0; count < requests; count++) await one()
  return (performance.now() - began) / requests
}

const ours: Array<number> = []
const theirs: Array<number> = []
for (let round = 0; round <= rounds; round++) {
  const each = [await measured(() => runtime.runPromise(asked)), await measured(() => jwtVerify(token, key, options))]
  // The first warms up.
  if (round === 0) continue
  ours.push(each[0] ?? 0)
  theirs.push(each[1] ?? 0)
}
const median = (figures: ReadonlyArray<number>) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN
const shown = (figures: ReadonlyArray<number>) => median(figures).toFixed(3).padStart(7)
console.log(`who asks, and may they, ms      ${shown(ours)}   goal 0.300`)
console.log(`jwtVerify alone, ms             ${shown(theirs)}`)
console.log(`  ratio                         ${(median(ours) / median(theirs)).toFixed(2).padStart(7)}`)
await runtime.dispose()
await service.dispose()
