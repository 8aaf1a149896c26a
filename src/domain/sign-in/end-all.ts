import { Effect, Option } from "effect"
import { PeopleSeen } from "../access/authenticate.ts"
import { People } from "../people/people.port.ts"
import { signedOutEverywhere } from "../people/person.ts"
import { retryStale } from "../store/retry-stale.ts"
import { VersionConflict } from "../store/stale-version.ts"

/** Voids every session and every access token of a person. Returns whether the person exists. */
export const endAll = Effect.fnUntraced(function*(id: string) {
  const { get, replace } = yield* People
  const found = yield* get(id)
  if (Option.isSome(found)) yield* replace(found.value, signedOutEverywhere(found.value))
  ;(yield* PeopleSeen).delete(id)
  return Option.isSome(found)
}, (effect, id) =>
  effect.pipe(
    retryStale(() => new VersionConflict({ id }))
  ))
