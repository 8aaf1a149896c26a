import { Effect } from "effect"
import type { StaleVersion } from "./stale-version.ts"

type WithoutStale<E> = Exclude<E, StaleVersion>

const isStale = (error: unknown): error is StaleVersion =>
  (error as { readonly _tag?: unknown } | null)?._tag === "StaleVersion"

/** Reads, decides and writes again if another write came first, up to five times. Then it fails as `beaten` says. */
export const retryStale =
  <Beaten>(beaten: () => Beaten) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, WithoutStale<E> | Beaten, R> =>
    work.pipe(
      Effect.retry({ times: 5, while: isStale }),
      Effect.catchIf(
        (error: E): error is E & StaleVersion => isStale(error),
        () => Effect.fail(beaten())
      )
    ) as Effect.Effect<A, WithoutStale<E> | Beaten, R>
