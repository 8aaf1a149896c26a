import { Effect, Layer, Option } from "effect"
import { Sessions } from "../../domain/access/sessions.port.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { sessions } = yield* World

  return Sessions.of({
    create: (session) => Effect.sync(() => void sessions.set(session.session_id, session)),
    get: (session_id) => Effect.sync(() => Option.fromUndefinedOr(sessions.get(session_id))),
    advance: ({ counter, session_id: id }, after) =>
      Effect.suspend(() => {
        if (sessions.get(id)?.counter !== counter) return Effect.fail(new StaleVersion({ id }))
        sessions.set(id, after)
        return Effect.void
      }),
    end: (session_id) => Effect.sync(() => void sessions.delete(session_id))
  })
})

/** Sessions in memory. */
export const layer = Layer.effect(Sessions, make)
