import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Clock, Effect, Metric } from "effect"

const offsets = Metric.gauge("tsa_clock_offset_seconds", {
  description: "By how much this process's clock is ahead of the workflow store's, as last heard"
})

/** The header has whole seconds, cut off: on average it is half a second behind its server's clock. */
const cutOffMs = 500

const dateOf = (response: unknown): number => {
  const { headers = {} } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> }
  return Date.parse(headers["date"] ?? "")
}

/** Listens to the Date header of every answer of this client, errors too. Returns the last offset in milliseconds. */
export const clockOffsetOf = Effect.fnUntraced(function*(client: DynamoDBClient) {
  const clock = yield* Clock.Clock
  let offset: number | undefined
  client.middlewareStack.add(
    (next) => async (args) => {
      const output = await next(args)
      const date = dateOf(output.response)
      if (!Number.isNaN(date)) offset = clock.currentTimeMillisUnsafe() - date - cutOffMs
      return output
    },
    // The innermost place, where answers are still answers: further out an error is thrown.
    { step: "deserialize", priority: "low", name: "clockOffset" }
  )
  const context = yield* Effect.context<never>()
  yield* Effect.acquireRelease(
    Effect.sync(() =>
      Metric.registerUnsafe(offsets, context, {
        get: () => ({ value: (offset ?? 0) / 1000 }),
        update: () => undefined,
        modify: () => undefined
      })
    ),
    ({ remove }) => Effect.sync(remove)
  )
  return Effect.sync(() => offset)
})
