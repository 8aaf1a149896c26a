import { Effect, Option, Schema } from "effect"
import { outboxKinds, type OutboxRef } from "../../domain/outbox/kinds.ts"
import { attemptWoken } from "../../domain/relay/attempt-woken.ts"
import { EnrollmentId } from "../../domain/values/identifiers.ts"
import type { Batch, WakeUpQueue } from "./platform.ts"

const Woken = Schema.Struct({ kind: Schema.Literals(outboxKinds), id: Schema.String })
/** The previous release sends this: an enrollment alone. */
const WokenEnrollment = Schema.Struct({ enrollment_id: EnrollmentId })

const decode = (body: unknown): OutboxRef | undefined =>
  Option.getOrUndefined(Option.orElse(
    Schema.decodeUnknownOption(Woken, { onExcessProperty: "error" })(body),
    () =>
      Option.map(
        Schema.decodeUnknownOption(WokenEnrollment, { onExcessProperty: "error" })(body),
        ({ enrollment_id }) => ({ kind: "enrollment", id: enrollment_id })
      )
  ))

/** How long messages wait while the workflow store is away. */
const againAfter = { delaySeconds: 30 }

/** A lost message costs only time, so none is waited for long. */
const send = (queue: WakeUpQueue) => (ref: OutboxRef) =>
  Effect.tryPromise(() => queue.send(ref)).pipe(
    Effect.timeout("200 millis"),
    Effect.catch(() => Effect.logWarning("wake_up_not_sent"))
  )

/** Returns whether the outcome is in the items. It is not while the workflow store is away. */
const attempted = (woken: ReadonlyArray<OutboxRef>) =>
  attemptWoken(woken).pipe(
    Effect.as(true),
    Effect.catch(({ code }) =>
      Effect.as(Effect.logWarning("wake_up_postponed").pipe(Effect.annotateLogs({ code })), false)
    ),
    Effect.catchDefect(() => Effect.as(Effect.logFatal("wake_up_defect"), false))
  )

/** Runs after the answer: attempts the work at once, and sends a message for another attempt in case this one is cut off. */
export const answerWakeUps = Effect.fn("answerWakeUps")(
  function*(woken: ReadonlyArray<OutboxRef>, queue: WakeUpQueue) {
    if (woken.length === 0) return
    const sent = Effect.forEach(woken, send(queue), { discard: true })
    yield* Effect.all([sent, attempted(woken)], { concurrency: 2, discard: true })
  }
)

/**
 * A message is done when the outcome is in its item, even when that outcome is that PostgreSQL is away: the item then stays due. A message
 * that cannot be read, or that the workflow store keeps waiting, is delivered again until it is a dead letter.
 */
export const consume = Effect.fn("consumeWakeUps")(function*({ messages }: Batch) {
  const read = messages.map((message) => ({ message, woken: decode(message.body) }))
  for (const { message, woken } of read) {
    if (woken !== undefined) continue
    yield* Effect.logError("wake_up_unreadable")
    message.retry()
  }
  const all = read.flatMap(({ woken }) => woken ?? [])
  const isDone = all.length === 0 || (yield* attempted(all))
  for (const { message, woken } of read) {
    if (woken === undefined) continue
    if (isDone) message.ack()
    else message.retry(againAfter)
  }
})
