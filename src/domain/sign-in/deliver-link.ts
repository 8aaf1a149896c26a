import { DateTime, Effect, Option, type Redacted } from "effect"
import { Mailer } from "../mail/mailer.port.ts"
import { countDeadMail, countMail } from "../mail/metrics.ts"
import { type Confirmable, confirmableBy } from "./confirm.ts"
import { isForgotten, isMailDue, mailPutOff, type SignInLink, withoutMail, withToken } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { signInMail } from "./mail.ts"
import { hashOf, newToken } from "./secret.ts"
import { maySignIn } from "./who-may.ts"

const nowIso = Effect.map(DateTime.now, DateTime.formatIso)

/** Sends the mail of a link. Returns whether it is out of the way: sent, or meant for nobody. */
const send = Effect.fnUntraced(function*(
  link: SignInLink,
  token: Redacted.Redacted,
  confirmable: ReadonlyArray<Confirmable>
) {
  const isKnown = yield* maySignIn(link.address)
  if (confirmable.length === 0 && (!isKnown || link.only_confirms === true)) return true
  const { send } = yield* Mailer
  return yield* send(yield* signInMail(link, token, { confirmable, isKnown })).pipe(
    Effect.as(true),
    Effect.catchTag("MailNotSent", ({ code }) =>
      Effect.as(
        Effect.logWarning("sign_in_mail_failed").pipe(Effect.annotateLogs({ subject: link.link_id, code })),
        false
      )),
    Effect.tap(countMail)
  )
})

/**
 * Carries out the due mail of a link. Each attempt has a token of its own, stored (as its hash) before it is mailed: a crash in between
 * costs a minute, then another token is made. Strangers get a token too, which nobody is told. Whoever loses a race leaves the link to the
 * other. A link without an outbox entry is written again, because its index entry is out of date. Returns whether there was something to
 * do.
 */
export const deliverLink = Effect.fn("deliverLink")(function*(link: SignInLink) {
  const { replace } = yield* SignInLinks
  const now = yield* nowIso
  if (link.mail === undefined) yield* replace(link, { ...link, rev: link.rev + 1 })
  if (!isMailDue(link, now)) return false
  if (isForgotten(link, now)) {
    yield* Effect.logWarning("sign_in_mail_given_up").pipe(Effect.annotateLogs({ subject: link.link_id }))
    yield* countDeadMail({ kind: "sign_in", why: "given_up" })
    yield* replace(link, withoutMail(link))
    return true
  }
  const [token, confirmable] = [yield* newToken, yield* confirmableBy(link.address)]
  const mine = withToken(link, yield* hashOf(token), now, confirmable.map(({ subject }) => subject))
  yield* replace(link, mine)
  const isDone = yield* send(mine, token, confirmable)
  yield* replace(mine, isDone ? withoutMail(mine) : mailPutOff(mine, yield* nowIso))
  return true
}, Effect.catchTag("StaleVersion", () => Effect.succeed(false)))

/** What a wake-up does: it sends the mail of this key's link at once, if that is due. */
export const deliverLinkOf = Effect.fn("deliverLinkOf")(function*(key: string) {
  const found = yield* (yield* SignInLinks).get(key)
  if (Option.isSome(found) && isMailDue(found.value, yield* nowIso)) yield* deliverLink(found.value)
})
