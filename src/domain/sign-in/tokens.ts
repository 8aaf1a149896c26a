import { Effect } from "effect"
import type { Session } from "../access/session.ts"
import { AccessTokens } from "../access/tokens.port.ts"
import type { Person } from "../people/person.ts"
import { namedRole } from "../people/principal.ts"
import { refreshToken } from "./refresh-token.ts"

/** Returns what a sign-in or a refresh gives: an access token with the rights that are held now, and the refresh token with this number. */
export const tokensFor = Effect.fnUntraced(
  function*({ role: asked, session_id: sid }: Session, { epoch, grants, id: sub }: Person, counter: number) {
    const role = namedRole(grants, asked)
    const access_token = yield* (yield* AccessTokens).mint({ sub, sid, epoch, role, grants })
    return { access_token, refresh_token: yield* refreshToken(sid, counter), role }
  }
)
