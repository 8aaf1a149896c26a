import { Effect, Layer, Option, Schema } from "effect"
import { Session } from "../../../domain/access/session.ts"
import { Sessions } from "../../../domain/access/sessions.port.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import { absent, holding, present } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { sessionKey } from "../keys.ts"
import { ttlAt } from "../ttl.ts"

const decode = Schema.decodeUnknownEffect(Session)

const itemOf = (session: Session) => ({
  ...session,
  ...sessionKey(session.session_id),
  ...ttlAt(session.expires_at)
})

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo

  const create = Effect.fn("Sessions.create")((session: Session) => Effect.asVoid(dynamo.put(itemOf(session), absent)))

  const get = Effect.fn("Sessions.get")(function*(session_id: string) {
    const item = yield* dynamo.get(sessionKey(session_id))
    return item === undefined ? Option.none<Session>() : Option.some(yield* Effect.orDie(decode(item)))
  })

  const advance = Effect.fn("Sessions.advance")(function*(before: Session, after: Session) {
    const { counter, session_id: id } = before
    if (!(yield* dynamo.put(itemOf(after), holding({ counter })))) return yield* new StaleVersion({ id })
  })

  const end = Effect.fn("Sessions.end")((session_id: string) =>
    Effect.asVoid(dynamo.delete(sessionKey(session_id), present))
  )

  return Sessions.of({ create, get, advance, end })
})

/** Sessions in DynamoDB: an item each. */
export const layer = Layer.effect(Sessions, make)
