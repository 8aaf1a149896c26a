import { type Context, Effect } from "effect"
import type { Principal } from "../../domain/people/principal.ts"

/** Does this work by the right that a policy gives a principal over a subject. */
export const permitted = <I, Permit, Subject, E, R>(
  policy: {
    readonly tag: Context.Key<I, Permit>
    readonly check: (principal: Principal, subject: Subject) => Effect.Effect<Permit, E, R>
  },
  principal: Principal,
  subject: Subject
) =>
<A, E2, R2>(work: Effect.Effect<A, E2, R2>) =>
  Effect.flatMap(policy.check(principal, subject), (permit) => Effect.provideService(work, policy.tag, permit))
