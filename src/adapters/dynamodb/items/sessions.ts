import { Effect, Layer } from "effect"
import { Session } from "../../../domain/access/session.ts"
import { Sessions } from "../../../domain/access/sessions.port.ts"
import { holding, present } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { itemsOf } from "../items-of.ts"
import { sessionKey } from "../keys.ts"
import { ttlAt } from "../ttl.ts"

const make = Effect.map(Dynamo, (dynamo) => {
  const { create, get, replace } = itemsOf<Session, string>(dynamo, {
    port: "Sessions",
    schema: Session,
    key: sessionKey,
    idOf: ({ session_id }) => session_id,
    itemOf: (session) => ({ ...session, ...ttlAt(session.expires_at) }),
    guard: ({ counter }) => holding({ counter })
  })
  return Sessions.of({
    create: (session) => Effect.asVoid(create(session)),
    get,
    advance: replace,
    end: Effect.fn("Sessions.end")((session_id: string) =>
      Effect.asVoid(dynamo.delete(sessionKey(session_id), present))
    )
  })
})

/** Sessions in DynamoDB: an item each. */
export const layer = Layer.effect(Sessions, make)
