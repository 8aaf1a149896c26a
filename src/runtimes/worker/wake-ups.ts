import { Effect, Option, Schema } from "effect"
import { attemptWoken } from "../../domain/relay/attempt-woken.ts"
import { deliverLinkOf } from "../../domain/sign-in/deliver-link.ts"
import { EnrollmentId } from "../../domain/values/identifiers.ts"
import type { Batch, WakeUpQueue } from "./platform.ts"

const Woken = Schema.Struct({ enrollment_id: EnrollmentId })
const decode = Schema.decodeUnknownOption(Woken, { onExcessProperty: "error" })

/** How long messages wait while the workflow store is away. */
const againAfter = { delaySeconds: 30 }

/** One that is lost costs time only, so none is waited for long. */
const send = (queue: WakeUpQueue) => (enrollment_id: EnrollmentId) =>
  Effect.tryPromise(() => queue.send({ enrollment_id })).pipe(
    Effect.timeout("200 millis"),
    Effect.catch(() => Effect.logWarning("wake_up_not_sent"))
  )

/** Whether the outcome is in the items; not while the workflow store is away. */
const attempted = (ids: ReadonlyArray<EnrollmentId>) =>
  attemptWoken(ids).pipe(
    Effect.as(true),
    Effect.catch(({ code }) =>
      Effect.as(Effect.logWarning("wake_up_postponed").pipe(Effect.annotateLogs({ code })), false)
    ),
    Effect.catchDefect(() => Effect.as(Effect.logFatal("wake_up_defect"), false))
  )

/** After the answer: an attempt at once, and a message for another one in case that this is cut off. */
export const answerWakeUps = Effect.fn("answerWakeUps")(
  function*(ids: ReadonlyArray<EnrollmentId>, queue: WakeUpQueue) {
    if (ids.length === 0) return
    const sent = Effect.forEach(ids, send(queue), { discard: true })
    yield* Effect.all([sent, attempted(ids)], { concurrency: 2, discard: true })
  }
)

/** After the answer: the mail of sign-in links, for which people wait. What fails here is due for the schedule. */
export const mailSignIns = (keys: ReadonlyArray<string>) =>
  Effect.forEach(keys, deliverLinkOf, { discard: true }).pipe(
    Effect.catch(({ code }) => Effect.logWarning("sign_in_mail_postponed").pipe(Effect.annotateLogs({ code })))
  )

/**
 * A message is done when the outcome is in its item, also where that outcome is that PostgreSQL is away: it stays due. One that cannot
 * be read, or that the workflow store keeps waiting, is delivered again until it is a dead letter.
 */
export const consume = Effect.fn("consumeWakeUps")(function*({ messages }: Batch) {
  const read = messages.map((message) => ({ message, woken: Option.getOrUndefined(decode(message.body)) }))
  for (const { message, woken } of read) {
    if (woken !== undefined) continue
    yield* Effect.logError("wake_up_unreadable")
    message.retry()
  }
  const ids = read.flatMap(({ woken }) => woken === undefined ? [] : [woken.enrollment_id])
  const isDone = ids.length === 0 || (yield* attempted(ids))
  for (const { message, woken } of read) {
    if (woken === undefined) continue
    if (isDone) message.ack()
    else message.retry(againAfter)
  }
})
