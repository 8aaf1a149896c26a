import { Effect, Result } from "effect"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import { NotPermitted } from "../people/permit.ts"
import { isGrant, withGrant, withoutGrant } from "../people/person.ts"
import type { Grant } from "../people/principal.ts"
import { knownSchool } from "../school/known-school.ts"
import { changePerson } from "./change-person.ts"
import { LastAdmin } from "./errors.ts"
import { seenBy } from "./list-people.ts"
import { grantPolicy } from "./policies.ts"
import { mayGive, mayTake } from "./reach.ts"

/** Gives the permitted person a grant and returns the person. Fails with `NotPermitted` if the caller may not give it. */
export const giveGrant = Effect.fn("giveGrant")(function*(permit: PermitOf<typeof grantPolicy>, grant: Grant) {
  const { principal, resource } = permit
  if (!mayGive(principal, grant)) return yield* new NotPermitted({ action: "people.grant" })
  if (grant.school_id !== "*") yield* knownSchool(grant.school_id)
  const person = yield* changePerson(principal, resource.id, (current) => Result.succeed(withGrant(current, grant)), {
    type: "person_granted",
    details: { role: grant.role, school_id: grant.school_id }
  })
  return seenBy(principal, person)
})

const everything: Grant = { role: "admin", school_id: "*" }
const isEverything = ({ role, school_id }: Grant) => role === "admin" && school_id === "*"

/** Whether anybody but this person manages all schools. */
const isAnotherLeft = Effect.fnUntraced(function*(id: string) {
  const people = yield* (yield* People).list
  return people.some((each) => each.id !== id && each.grants.some(isEverything))
})

/**
 * Takes a grant from the permitted person and returns the person. The grant is gone here at once, elsewhere within 30 seconds. The last
 * person who manages all schools keeps that grant, even if the last two take it from each other at once: whoever finds nobody left
 * afterwards gives it back.
 */
export const takeGrant = Effect.fn("takeGrant")(function*(permit: PermitOf<typeof grantPolicy>, grant: Grant) {
  const { principal, resource: { grants, id } } = permit
  if (!mayTake(principal, grant)) return yield* new NotPermitted({ action: "people.grant" })
  // A grant that is held can be taken at whatever school: grants were once given without a look at the directory.
  if (grant.school_id !== "*" && !grants.some(isGrant(grant))) yield* knownSchool(grant.school_id)
  const mayBeLast = isEverything(grant) && grants.some(isEverything)
  if (mayBeLast && !(yield* isAnotherLeft(id))) return yield* new LastAdmin()
  const details = { role: grant.role, school_id: grant.school_id }
  const person = yield* changePerson(principal, id, (current) => Result.succeed(withoutGrant(current, grant)), {
    type: "person_revoked",
    details
  })
  if (mayBeLast && !(yield* isAnotherLeft(id))) {
    yield* changePerson(principal, id, (current) => Result.succeed(withGrant(current, everything)), {
      type: "person_granted",
      details
    })
    return yield* new LastAdmin()
  }
  return seenBy(principal, person)
})
