import { Clock, Effect, Layer, Queue, Schedule } from "effect"
import type { OutboxRef } from "../../domain/outbox/kinds.ts"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import { Circuit } from "../../domain/provisioning/circuit.ts"
import { attemptWoken } from "../../domain/relay/attempt-woken.ts"
import { measureAttention, measureBacklog } from "../../domain/relay/backlog.ts"
import { drain } from "../../domain/relay/drain.ts"
import { relayFinished } from "../../domain/relay/metrics.ts"
import { restUntilDue } from "../../domain/relay/rest.ts"
import { takeUpPutOff } from "../../domain/relay/take-up.ts"

/** Wake-ups beyond this number are dropped: the sweep finds what they were about. */
const queueCapacity = 10_000
const batchSize = 100
const idleFor = "1 second"
/** The pause after a small sweep: what comes in meanwhile is handled together, and requests get the processor. */
const pauseFor = "250 millis"
const backlogEvery = "5 seconds"
const putOffEvery = "10 seconds"
const laterEvery = "1 minute"
/** At rest all eight shards have been looked at in less than ten seconds: nothing that a wake-up has missed is due sooner. */
const lookEveryMs = 1200
/** This measurement reads the lists of all schools. */
const attentionEvery = "5 minutes"

/** A failure of the workflow store pauses the relay but never ends it. */
const steadily = <A, R>(step: Effect.Effect<A, { readonly code: string }, R>, name: string) =>
  step.pipe(
    Effect.tap(() => relayFinished(name)),
    Effect.catch(({ code }) =>
      Effect.andThen(
        Effect.logWarning("relay_paused").pipe(Effect.annotateLogs({ part: name, code })),
        Effect.sleep(idleFor)
      )
    ),
    Effect.catchDefect(() =>
      Effect.andThen(Effect.logFatal("relay_defect").pipe(Effect.annotateLogs({ part: name })), Effect.sleep(idleFor))
    )
  )

const make = Effect.gen(function*() {
  const circuit = yield* Circuit
  const queue = yield* Queue.dropping<OutboxRef>(queueCapacity)

  const answerWakeUps = Effect.flatMap(
    Queue.takeBetween(queue, 1, batchSize),
    (woken) => steadily(Effect.uninterruptible(attemptWoken(woken)), "wake-up")
  )

  const drained = (from: "soon" | "later") =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => drain({ maxItems: 200, deadline: now + 5000, from }))

  let isAtRest = false
  /** What a look at a shard tells anyway while nothing is due. */
  const unlessAtRest = <A, E, R>(work: Effect.Effect<A, E, R>) =>
    Effect.suspend((): Effect.Effect<A | void, E, R> => isAtRest ? Effect.void : work)

  /** While PostgreSQL is away something is due all the time, and nothing done. */
  const rest = Effect.flatMap(circuit.isOpen, (isOpen) => {
    if (isOpen) return Effect.sleep(idleFor)
    isAtRest = true
    const over = Effect.sync(() => {
      isAtRest = false
    })
    return Effect.ensuring(steadily(restUntilDue(lookEveryMs), "rest"), over)
  })

  const sweep = steadily(drained("soon"), "sweep").pipe(
    Effect.map((done) => Number(done ?? 0)),
    Effect.flatMap((done) => done >= batchSize ? Effect.void : done === 0 ? rest : Effect.sleep(pauseFor))
  )

  yield* Effect.forkScoped(Effect.forever(answerWakeUps))
  yield* Effect.forkScoped(Effect.forever(answerWakeUps))
  yield* Effect.forkScoped(Effect.forever(sweep))
  yield* Effect.forkScoped(
    Effect.repeat(steadily(unlessAtRest(measureBacklog()), "backlog"), Schedule.spaced(backlogEvery))
  )
  yield* Effect.forkScoped(
    Effect.repeat(
      steadily(unlessAtRest(Effect.uninterruptible(takeUpPutOff())), "put-off"),
      Schedule.spaced(putOffEvery)
    )
  )
  yield* Effect.forkScoped(Effect.repeat(steadily(drained("later"), "later"), Schedule.spaced(laterEvery)))
  yield* Effect.forkScoped(Effect.repeat(steadily(measureAttention(), "attention"), Schedule.spaced(attentionEvery)))

  return WakeUp.of({
    wake: (ref) => Effect.asVoid(Queue.offer(queue, ref))
  })
})

/**
 * The background work of a Node process: answers wake-ups at once, sweeps what is due, and measures the backlog. It ends with its scope,
 * once the batches under way are done.
 */
export const layer = Layer.effect(WakeUp, make)
