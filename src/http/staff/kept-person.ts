import { Effect } from "effect"
import { seenBy } from "../../domain/directory/list-people.ts"
import { readPersonPolicy } from "../../domain/directory/policies.ts"
import { NotPermitted } from "../../domain/people/permit.ts"
import type { Grant, Principal } from "../../domain/people/principal.ts"

interface Kept {
  readonly person: { readonly person_id: string; readonly grants: ReadonlyArray<Grant> }
}

/** The kept answer goes only to a caller who today may read not only the person it is about, but also every grant that it tells. */
export const keptPerson = Effect.fnUntraced(function*(principal: Principal, { person: { grants, person_id } }: Kept) {
  const { resource } = yield* readPersonPolicy.check(principal, { id: person_id })
  const seen = seenBy(principal, { ...resource, grants })
  if (seen.grants.length < grants.length) return yield* new NotPermitted({ action: "people.read" })
})
