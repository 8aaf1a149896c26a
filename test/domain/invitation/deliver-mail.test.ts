import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { Mailer, MailNotSent } from "../../../src/domain/mail/mailer.port.ts"
import { at, relayWorld, storedInvitation, sweep } from "../../fixtures/relay-world.ts"

const stored = Effect.fnUntraced(function*({ invitation_id }: Invitation) {
  const found = (yield* World).invitations.get(invitation_id)
  return found ?? assert.fail("it is not there")
})

/** A mailer that holds every mail until it may go, or until it is told that the mail does not go. */
const heldMailer = Effect.gen(function*() {
  const mayGo = yield* Deferred.make<void, MailNotSent>()
  const begun = yield* Deferred.make<void>()
  const sent: Array<string> = []
  const mailer = Mailer.of({
    send: ({ mail_id }) =>
      Effect.sync(() => sent.push(mail_id)).pipe(
        Effect.andThen(Deferred.succeed(begun, undefined)),
        Effect.andThen(Deferred.await(mayGo))
      )
  })
  return { begun, mailer, mayGo, sent }
})

describe("the mail of an invitation", () => {
  it.effect("is sent once, although two processes sweep in the same second", () =>
    Effect.gen(function*() {
      const invitation = yield* storedInvitation(60)
      const { begun, mailer, mayGo, sent } = yield* heldMailer
      yield* at(60)
      const sweeping = yield* Effect.forkChild(
        Effect.provideService(Effect.all([sweep(), sweep()], { concurrency: 2 }), Mailer, mailer)
      )
      yield* Deferred.await(begun)
      for (let turn = 0; turn < 1000; turn++) yield* Effect.yieldNow
      yield* Deferred.succeed(mayGo, undefined)
      yield* Fiber.join(sweeping)
      assert.lengthOf(sent, 1)
      const { mail, sent_at } = yield* stored(invitation)
      assert.isUndefined(mail)
      assert.isDefined(sent_at)
    }).pipe(Effect.provide(relayWorld())))

  it.effect("waits a minute where a process ended while it sent, then another one sends it", () =>
    Effect.gen(function*() {
      const invitation = yield* storedInvitation(60)
      const { begun, mailer } = yield* heldMailer
      yield* at(60)
      yield* Effect.forkDetach(Effect.provideService(sweep(), Mailer, mailer))
      yield* Deferred.await(begun)
      const { mailbox } = yield* World
      yield* at(60, 59)
      yield* sweep()
      assert.isEmpty(mailbox)
      yield* at(61)
      yield* sweep()
      assert.lengthOf(mailbox, 1)
      assert.isUndefined((yield* stored(invitation)).mail)
    }).pipe(Effect.provide(relayWorld())))

  it.effect("that was not taken is tried again later each time, as ever", () =>
    Effect.gen(function*() {
      const invitation = yield* storedInvitation(60)
      const { mailer, mayGo } = yield* heldMailer
      yield* Deferred.fail(mayGo, new MailNotSent({ code: "away" }))
      yield* at(60)
      yield* Effect.provideService(sweep(), Mailer, mailer)
      assert.deepInclude((yield* stored(invitation)).mail, { attempts: 1, due_at: "2024-12-08T17:00:10.000Z" })
      yield* at(60, 10)
      yield* Effect.provideService(sweep(), Mailer, mailer)
      assert.deepInclude((yield* stored(invitation)).mail, { attempts: 2, due_at: "2024-12-08T17:00:30.000Z" })
    }).pipe(Effect.provide(relayWorld())))
})
