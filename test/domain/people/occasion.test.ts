import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Entropy } from "../../../src/domain/people/entropy.port.ts"
import { occasionFor } from "../../../src/domain/people/occasion.ts"

describe("occasionFor", () => {
  it.effect("is now, by the principal, under a fresh id", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2024, 11, 12, 3))
      assert.deepStrictEqual(yield* occasionFor({ _tag: "System", name: "relay" }), {
        now: "2024-12-12T03:00:00.000Z",
        actor: "system:relay",
        event_id: "a-uuid"
      })
    }).pipe(Effect.provideService(Entropy, { suffixNumber: Effect.succeed(0), uuid: Effect.succeed("a-uuid") })))
})
