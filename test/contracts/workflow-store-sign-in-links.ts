import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { Outbox, shardOf } from "../../src/domain/outbox/outbox.port.ts"
import { askedLink, mailPutOff, withoutMail, withToken } from "../../src/domain/sign-in/link.ts"
import { SignInLinks } from "../../src/domain/sign-in/links.port.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { fresh } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"
import { eventually } from "./eventually.ts"

/** Returns a link for a new address, asked for in the n-th minute. */
const linkOf = (n = 0, key = `${fresh()}-hash`) =>
  askedLink({ key, link_id: `link-${fresh()}`, address: `family-${key}@example.test` }, minute(n))

const entriesOf = Effect.fnUntraced(function*(id: string, now: string) {
  const found = yield* (yield* Outbox).due(shardOf({ kind: "sign-in", id }), now, 1000, { kind: "sign-in" })
  return found.filter((ref) => ref.id === id)
})

export const signInLinkCases: Cases = (it) => {
  it.effect("an address has one link: the one asked for last", () =>
    Effect.gen(function*() {
      const { ask, get, getMany } = yield* SignInLinks
      const [first, other] = [linkOf(), linkOf()]
      const last = linkOf(1, first.key)
      assert.isTrue(Option.isNone(yield* get(first.key)))
      yield* Effect.forEach([first, other], ask)
      assert.deepStrictEqual(yield* get(first.key), Option.some(first))
      yield* ask(last)
      assert.deepStrictEqual(yield* get(first.key), Option.some(last))
      assert.sameDeepMembers([...yield* getMany([first.key, other.key, first.key, linkOf().key])], [last, other])
    }))

  it.effect("a link changes as it was read, and not once another was asked for", () =>
    Effect.gen(function*() {
      const { ask, get, replace } = yield* SignInLinks
      const link = linkOf()
      yield* ask(link)
      const mailed = withToken(link, "hash", minute(1))
      yield* replace(link, mailed)
      assert.deepStrictEqual(yield* get(link.key), Option.some(mailed))
      assert.strictEqual((yield* Effect.flip(replace(link, mailed)))._tag, "StaleVersion")
      const last = { ...linkOf(2, link.key), rev: mailed.rev }
      yield* ask(last)
      assert.strictEqual((yield* Effect.flip(replace(mailed, withoutMail(mailed))))._tag, "StaleVersion")
      assert.deepStrictEqual(yield* get(link.key), Option.some(last))
      const never = linkOf()
      assert.strictEqual((yield* Effect.flip(replace(never, withoutMail(never))))._tag, "StaleVersion")
    }))

  it.effect("of 20 who redeem a link at once one does, and nothing is left of it", () =>
    Effect.gen(function*() {
      const { ask, get, redeem } = yield* SignInLinks
      const link = withToken(linkOf(), "hash", minute(1))
      yield* ask(link)
      const done = yield* Effect.forEach(Array.from({ length: 20 }, () => link), redeem, { concurrency: "unbounded" })
      assert.lengthOf(done.filter((isMine) => isMine), 1)
      assert.isTrue(Option.isNone(yield* get(link.key)))
    }))

  it.effect("a link with another token, or that was asked for again, is not redeemed", () =>
    Effect.gen(function*() {
      const { ask, get, redeem } = yield* SignInLinks
      const link = withToken(linkOf(), "hash", minute(1))
      yield* ask(link)
      assert.isFalse(yield* redeem({ ...link, hash: "another" }))
      const last = withToken(linkOf(2, link.key), "hash", minute(3))
      yield* ask(last)
      assert.isFalse(yield* redeem(link))
      assert.deepStrictEqual(yield* get(link.key), Option.some(last))
      assert.isTrue(yield* redeem({ ...last, rev: last.rev + 7 }))
    }))

  it.effect("its mail is an outbox entry, found when it is due, put off, and gone when it is sent", () =>
    Effect.gen(function*() {
      const { ask, replace } = yield* SignInLinks
      const link = linkOf(5)
      yield* ask(link)
      const [found] = yield* eventually(entriesOf(link.key, minute(5)), ({ length }) => length === 1)
      assert.deepStrictEqual(found, { kind: "sign-in", id: link.key, due_at: minute(5) })
      assert.deepStrictEqual(yield* entriesOf(link.key, minute(4)), [])
      const later = mailPutOff(link, minute(9))
      yield* replace(link, later)
      const [next] = yield* eventually(entriesOf(link.key, minute(20)), ([ref]) => ref?.due_at !== minute(5))
      assert.strictEqual(next?.due_at, later.mail?.due_at)
      yield* (yield* Outbox).postpone(next ?? { kind: "sign-in", id: link.key, due_at: "" }, minute(30))
      assert.deepStrictEqual(yield* eventually(entriesOf(link.key, minute(29)), ({ length }) => length === 0), [])
      yield* replace(later, withoutMail(later))
      assert.deepStrictEqual(yield* eventually(entriesOf(link.key, minute(9999)), ({ length }) => length === 0), [])
    }))

  it.effect("an invited address is known until its last invitation ends, in whatever order they are noted", () =>
    Effect.gen(function*() {
      const { invitingSchools, isInvited, noteInvited } = yield* Invitations
      const key = `${fresh()}-hash`
      assert.isFalse(yield* isInvited(key, minute(0)))
      yield* noteInvited(key, 1, minute(20))
      yield* noteInvited(key, 1, minute(10))
      assert.isTrue(yield* isInvited(key, minute(19)))
      assert.isFalse(yield* isInvited(key, minute(20)))
      yield* noteInvited(key, 2, minute(30))
      assert.isTrue(yield* isInvited(key, minute(29)))
      assert.sameMembers([...yield* invitingSchools(key, minute(19))], [1, 2])
      assert.deepStrictEqual(yield* invitingSchools(key, minute(20)), [2])
      assert.deepStrictEqual(yield* invitingSchools(key, minute(30)), [])
      assert.isFalse(yield* isInvited(`${fresh()}-hash`, minute(0)))
    }))
}
