import { Clock, Effect } from "effect"

/** How long what was told serves others. */
const freshMs = 2000

/** Whoever waits longer asks itself: on Workers what runs may have died with its request. */
const patienceMs = 5000

/**
 * The same effect, run once at a time however many ask: who comes while it runs, or within two seconds after, is told what it tells.
 * It goes on where the one who began it leaves. The others wait for a promise and not for its fiber: on Workers they would be woken in
 * the midst of another's request, whose sockets are not theirs.
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
