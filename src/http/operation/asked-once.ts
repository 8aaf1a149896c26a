import { Clock, Effect } from "effect"

/** How long an answer also serves others. */
const freshMs = 2000

/** Whoever waits longer asks for themselves: on Workers the running effect may have died with its request. */
const patienceMs = 5000

/**
 * Returns the same effect, run once at a time however many ask. Whoever comes while it runs, or within two seconds after, gets its answer.
 * It goes on if the caller who began it leaves. The others wait for a promise and not for its fiber: on Workers they would be woken in the
 * middle of another's request, whose sockets are not theirs.
 */
export const askedOnce = <A, R>(effect: Effect.Effect<A, never, R>): Effect.Effect<A, never, R> => {
  let told: { readonly answer: A; readonly at: number } | undefined
  let running: Promise<void> | undefined

  const begun = Effect.suspend(() => {
    const { promise, resolve } = Promise.withResolvers<void>()
    running = promise
    return effect.pipe(
      Effect.tap((answer) =>
        Effect.map(Clock.currentTimeMillis, (at) => {
          told = { answer, at }
        })
      ),
      Effect.ensuring(Effect.sync(() => {
        if (running === promise) running = undefined
        resolve()
      })),
      Effect.uninterruptible
    )
  })

  const waited = (other: Promise<void>) =>
    Effect.promise(() => other).pipe(
      Effect.timeoutOrElse({
        duration: patienceMs,
        orElse: () =>
          Effect.sync(() => {
            if (running === other) running = undefined
          })
      }),
      Effect.andThen(Effect.suspend(() => asked))
    )

  const asked: Effect.Effect<A, never, R> = Effect.flatMap(Clock.currentTimeMillis, (now) => {
    if (told !== undefined && Math.abs(now - told.at) < freshMs) return Effect.succeed(told.answer)
    return running === undefined ? begun : waited(running)
  })
  return asked
}
