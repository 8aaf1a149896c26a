import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { beginSession, useRefreshToken } from "../../src/domain/access/session.ts"
import { Sessions } from "../../src/domain/access/sessions.port.ts"
import { People } from "../../src/domain/people/people.port.ts"
import { signedOutEverywhere } from "../../src/domain/people/person.ts"
import { Identities } from "../../src/domain/sign-in/identities.port.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { coachOf, fresh } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

const sessionOf = (n = 0) =>
  beginSession(coachOf(1), { session_id: `session-${fresh()}`, role: "coach", now: minute(n) })

/** Returns the session after its newest refresh token was used. */
const refreshedAt = (session: ReturnType<typeof sessionOf>, now: string) =>
  Effect.map(Effect.fromResult(useRefreshToken(session, session.counter, now)), (used) => used.session)

export const sessionCases: Cases = (it) => {
  it.effect("a session is there as it began, until it is ended, once or again", () =>
    Effect.gen(function*() {
      const { create, end, get } = yield* Sessions
      const [mine, other] = [sessionOf(), sessionOf()]
      assert.isTrue(Option.isNone(yield* get(mine.session_id)))
      yield* Effect.forEach([mine, other], create)
      assert.deepStrictEqual(yield* get(mine.session_id), Option.some(mine))
      yield* end(mine.session_id)
      yield* end(mine.session_id)
      assert.isTrue(Option.isNone(yield* get(mine.session_id)))
      assert.deepStrictEqual(yield* get(other.session_id), Option.some(other))
    }))

  it.effect("a session goes on from the counter it was read with, and not after its end", () =>
    Effect.gen(function*() {
      const { advance, create, end, get } = yield* Sessions
      const first = sessionOf()
      yield* create(first)
      const second = yield* refreshedAt(first, minute(1))
      yield* advance(first, second)
      assert.deepStrictEqual(yield* get(first.session_id), Option.some(second))
      assert.strictEqual((yield* Effect.flip(advance(first, second)))._tag, "StaleVersion")
      const third = yield* refreshedAt(second, minute(2))
      yield* advance(second, third)
      assert.deepStrictEqual(yield* get(first.session_id), Option.some(third))
      yield* end(first.session_id)
      assert.strictEqual(
        (yield* Effect.flip(advance(third, yield* refreshedAt(third, minute(3)))))._tag,
        "StaleVersion"
      )
      assert.isTrue(Option.isNone(yield* get(first.session_id)))
    }))

  it.effect("of 20 uses of a refresh token at once one counts", () =>
    Effect.gen(function*() {
      const { advance, create, get } = yield* Sessions
      const session = sessionOf()
      yield* create(session)
      const uses = yield* Effect.forEach(Array.from({ length: 20 }, (_, n) => minute(n)), (now) =>
        refreshedAt(session, now), { concurrency: "unbounded" })
      const done = yield* Effect.forEach(uses, (after) =>
        Effect.match(advance(session, after), {
          onFailure: ({ _tag }) =>
            _tag,
          onSuccess: () =>
            after
        }), {
        concurrency: "unbounded"
      })
      const winners = done.filter((each) => each !== "StaleVersion")
      assert.lengthOf(winners, 1)
      assert.deepStrictEqual(yield* get(session.session_id), Option.some(winners[0] as typeof session))
    }))

  it.effect("a person who was signed out everywhere is read so", () =>
    Effect.gen(function*() {
      const { add, get, replace } = yield* People
      const person = yield* add(coachOf(1))
      const out = yield* replace(person, signedOutEverywhere(person))
      assert.deepStrictEqual(yield* get(person.id), Option.some(out))
    }))

  it.effect("an identity is linked once, to whom it came first, however many try", () =>
    Effect.gen(function*() {
      const { find, link } = yield* Identities
      const [mine, other] = [`${fresh()}-hash`, `${fresh()}-hash`]
      assert.isTrue(Option.isNone(yield* find(mine)))
      const answers = yield* Effect.forEach(
        Array.from({ length: 10 }, (_, n) => `person-${n}`),
        (id) => link(mine, id),
        {
          concurrency: "unbounded"
        }
      )
      const linked = yield* find(mine)
      for (const answer of answers) assert.deepStrictEqual(Option.some(answer), linked)
      assert.strictEqual(yield* link(mine, "later"), answers[0])
      assert.isTrue(Option.isNone(yield* find(other)))
    }))
}
