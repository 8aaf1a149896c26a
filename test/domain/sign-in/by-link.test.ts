import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { exportJWK, generateKeyPair } from "jose"
import * as AccessTokens from "../../../src/adapters/jose/access-tokens.ts"
import * as WakeUp from "../../../src/adapters/memory/wake-up.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import { PeopleSeen, SessionsSeen } from "../../../src/domain/access/authenticate.ts"
import { NotBeforeSeen } from "../../../src/domain/access/not-before.ts"
import { askForLink } from "../../../src/domain/sign-in/ask-for-link.ts"
import { deliverLinkOf } from "../../../src/domain/sign-in/deliver-link.ts"
import { openLink, signIn } from "../../../src/domain/sign-in/open-link.ts"
import { refresh } from "../../../src/domain/sign-in/refresh.ts"
import { linkKey } from "../../../src/domain/sign-in/secret.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { at, relayWorld } from "../../fixtures/relay-world.ts"

const { privateKey } = await generateKeyPair("ES256", { extractable: true })
const signing = Redacted.make(await exportJWK(privateKey))
const services = Layer.mergeAll(
  AccessTokens.layer({ signing, issuer: "test", audience: "test" }),
  WakeUp.layer,
  Layer.succeed(PeopleSeen, new Map()),
  Layer.succeed(SessionsSeen, new Map()),
  Layer.succeed(NotBeforeSeen, { last: undefined })
).pipe(Layer.provideMerge(relayWorld()))

const coach = "coach@example.test"

/** Sets the clock to the first minute; the directory knows a coach. */
const begun = Effect.gen(function*() {
  yield* at(0)
  const { people } = yield* World.World
  people.set("p-1", { id: "p-1", address: coach, name: "", grants: [{ role: "coach", school_id: 1 }], epoch: 1 })
})

/** Returns the token of the newest mail, after its address asked for one. */
const mailed = Effect.fnUntraced(function*(address: string) {
  yield* askForLink(address)
  yield* deliverLinkOf(yield* linkKey(address))
  const { mailbox } = yield* World.World
  const text = mailbox.findLast(({ to }) => to === address)?.text
  return text && Redacted.make(/#token=([\w.-]+)/.exec(Redacted.value(text))?.[1] ?? "")
})

const newest = Effect.flatMap(mailed(coach), (token) => token ? Effect.succeed(token) : Effect.die("no mail"))

describe("signing in by a link", () => {
  it.effect("opens once, for its own address, until it expires", () =>
    Effect.gen(function*() {
      yield* begun
      const token = yield* newest
      assert.strictEqual((yield* Effect.flip(openLink("other@example.test", token)))._tag, "SignInLinkInvalid")
      const link = yield* openLink(coach, token)
      const { access_token, person } = yield* signIn(link, undefined)
      assert.strictEqual(person.id, "p-1")
      assert.isAbove(Redacted.value(access_token).length, 100)
      assert.strictEqual((yield* Effect.flip(openLink(coach, token)))._tag, "SignInLinkInvalid", "it is used up")
      assert.strictEqual(
        (yield* Effect.flip(signIn(link, undefined)))._tag,
        "SignInLinkInvalid",
        "also for one who raced"
      )
      const other = yield* newest
      yield* at(10)
      assert.strictEqual((yield* Effect.flip(openLink(coach, other)))._tag, "SignInLinkInvalid", "it has expired")
    }).pipe(Effect.provide(services)))

  it.effect("mails nothing to a stranger, and the newest link alone opens", () =>
    Effect.gen(function*() {
      yield* begun
      assert.isUndefined(yield* mailed("stranger@example.test"))
      const first = yield* newest
      const second = yield* newest
      assert.strictEqual((yield* Effect.flip(openLink(coach, first)))._tag, "SignInLinkInvalid")
      yield* openLink(coach, second)
    }).pipe(Effect.provide(services)))
})

describe("a refresh token", () => {
  const signedIn = Effect.gen(function*() {
    yield* begun
    return yield* signIn(yield* openLink(coach, yield* newest), undefined)
  })

  it.effect("has one successor, told again for 20 seconds; used later, it ends the session", () =>
    Effect.gen(function*() {
      const { refresh_token } = yield* signedIn
      const next = yield* refresh(refresh_token)
      const again = yield* refresh(refresh_token)
      assert.strictEqual(Redacted.value(again.refresh_token), Redacted.value(next.refresh_token))
      yield* TestClock.setTime(Date.parse(minute(0)) + 21_000)
      assert.strictEqual((yield* Effect.flip(refresh(refresh_token)))._tag, "NotAuthenticated")
      assert.strictEqual((yield* Effect.flip(refresh(next.refresh_token)))._tag, "NotAuthenticated", "the thief's, too")
    }).pipe(Effect.provide(services)))

  it.effect("renews nothing once the person may do nothing", () =>
    Effect.gen(function*() {
      const { refresh_token } = yield* signedIn
      const { people } = yield* World.World
      const person = people.get("p-1")
      if (person !== undefined) people.set("p-1", { ...person, grants: [] })
      assert.strictEqual((yield* Effect.flip(refresh(refresh_token)))._tag, "NotAuthenticated")
    }).pipe(Effect.provide(services)))
})
