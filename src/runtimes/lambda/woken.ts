import { Clock, Effect, Exit } from "effect"
import { aggregateOf } from "../../adapters/dynamodb/keys.ts"
import type { OutboxRef } from "../../domain/outbox/kinds.ts"
import { Circuit } from "../../domain/provisioning/circuit.ts"
import { attemptWoken } from "../../domain/relay/attempt-woken.ts"
import { drain } from "../../domain/relay/drain.ts"
import type { StreamRecord } from "./event.ts"
import { reportRecords } from "./report.ts"

/** How much of the invocation must be left when work ends. */
export const reserveMs = 5000

interface Message {
  readonly sequence: string
  /** Undefined when the item belongs to no aggregate. */
  readonly about: ReturnType<typeof aggregateOf>
}

/** Returns what a record is about, or undefined where that cannot be told. */
const read = ({ dynamodb }: StreamRecord): Message | undefined => {
  const [pk, sk, sequence] = [dynamodb?.Keys?.["pk"]?.S, dynamodb?.Keys?.["sk"]?.S, dynamodb?.SequenceNumber]
  if (pk === undefined || sk === undefined || sequence === undefined) return undefined
  try {
    return { sequence, about: aggregateOf({ pk, sk }) }
  } catch {
    return undefined
  }
}

const wentWell = <A, E extends { readonly code: string }, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(
    Effect.tapError(({ code }) => Effect.annotateLogs(Effect.logWarning("wake_up_failed"), { code })),
    Effect.tapDefect(() => Effect.logFatal("wake_up_defect")),
    Effect.exit,
    Effect.map(Exit.isSuccess)
  )

/** Returns those whose attempt failed because of the workflow store. All are first tried together, because enrollments share statements. */
const failedOf = Effect.fnUntraced(function*(woken: ReadonlyArray<OutboxRef>) {
  if (woken.length === 0 || (yield* wentWell(attemptWoken(woken)))) return []
  return yield* Effect.filter(woken, (ref) => Effect.map(wentWell(attemptWoken([ref])), (well) => !well), {
    concurrency: 8
  })
})

/**
 * Answers a batch of the table's stream: attempts what is due on the aggregates that it names, then does what else is due. A message is
 * done once its outcome is in the item, whatever PostgreSQL said. Messages that are not done are named, and come again.
 */
export const answerStream = Effect.fn("answerStream")(function*(
  records: ReadonlyArray<StreamRecord>,
  remainingMs: number
) {
  const deadline = (yield* Clock.currentTimeMillis) + remainingMs - reserveMs
  const messages = records.map((record) => ({ record, message: read(record) }))
  const about = messages.flatMap(({ message }) => message?.about ?? [])
  const woken = [...new Map(about.map((ref) => [ref.id, ref])).values()]
  const circuit = yield* Circuit
  const wasAway = yield* circuit.isOpen
  const failed = new Set((yield* failedOf(woken)).map(({ id }) => id))
  const work = Effect.gen(function*() {
    yield* drain({ maxItems: 200, deadline })
    // That PostgreSQL is still away is not news from this sandbox: others may have reached it again.
    if (!wasAway || !(yield* circuit.isOpen)) yield* reportRecords()
  })
  const isDrained = about.length === 0 || (yield* wentWell(work))
  const isFailed = ({ about }: Message) =>
    about !== undefined && (failed.has(about.id) || about.kind !== "enrollment" && !isDrained)
  return {
    batchItemFailures: messages
      .filter(({ message }) => message === undefined || isFailed(message))
      .map(({ record }) => ({ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }))
  }
})
