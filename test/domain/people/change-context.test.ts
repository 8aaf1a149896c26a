import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { changeContextFor } from "../../../src/domain/people/change-context.ts"
import { SecureRandom } from "../../../src/domain/secrets/secure-random.port.ts"

describe("changeContextFor", () => {
  it.effect("is now, by the principal, under a fresh id", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2024, 11, 12, 3))
      assert.deepStrictEqual(yield* changeContextFor({ _tag: "System", name: "relay" }), {
        now: "2024-12-12T03:00:00.000Z",
        actor: "system:relay",
        event_id: "a-uuid"
      })
    }).pipe(Effect.provideService(SecureRandom, { suffixNumber: Effect.succeed(0), uuid: Effect.succeed("a-uuid") })))
})
