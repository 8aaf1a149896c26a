import { Effect, Result } from "effect"
import { decideAnywhere, NotPermitted, Permit } from "../people/permit.ts"
import { type Principal, schoolsOf } from "../people/principal.ts"

/** The policy for what concerns nobody but the caller, who must be a person. */
const onSelf = <A extends "session.read" | "session.end">(action: A) => ({
  check: (principal: Principal) =>
    Effect.fromResult(
      principal._tag === "Person"
        ? Result.mapError(
          Permit.decide(action, action, principal, principal, { family: principal.address }),
          () => new NotPermitted({ action })
        )
        : Result.fail(new NotPermitted({ action }))
    )
})

/** For a caller who administers all schools, because people do not belong to one school. */
export const revokePolicy = {
  check: (principal: Principal) =>
    Effect.fromResult(
      schoolsOf(principal, ["admin"]) === "*"
        ? decideAnywhere("session.revoke", principal)
        : Result.fail(new NotPermitted({ action: "session.revoke" }))
    )
}

export const readSessionPolicy = onSelf("session.read")
export const endSessionPolicy = onSelf("session.end")
