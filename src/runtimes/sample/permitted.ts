import { Effect } from "effect"
import type { Principal } from "../../domain/people/principal.ts"

/** Does what a policy lets a principal do with a subject. */
export const permitted = <Permit, Subject, E, R, A, E2, R2>(
  policy: { readonly check: (principal: Principal, subject: Subject) => Effect.Effect<Permit, E, R> },
  principal: Principal,
  subject: Subject,
  work: (permit: Permit) => Effect.Effect<A, E2, R2>
) => Effect.flatMap(policy.check(principal, subject), work)
