import { Effect, Option, Result } from "effect"
import { People } from "../people/people.port.ts"
import { anywhere, Permit } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { PersonNotFound } from "./errors.ts"
import { sharedSchools } from "./reach.ts"

/** Returns the person with this id. Fails with `PersonNotFound` if there is none, or if the entry has become part of another. */
export const loadPerson = Effect.fnUntraced(function*(id: string) {
  const found = yield* (yield* People).get(id)
  return Option.isSome(found) && found.value.merged_into === undefined ? found.value : yield* new PersonNotFound()
})

/** Returns the policy of an action on one person. It hides the person from principals whom no school connects with them. */
const onPerson = <A extends "people.read" | "people.grant" | "people.merge">(action: A) => ({
  check: Effect.fnUntraced(function*(principal: Principal, { id }: { readonly id: string }) {
    const person = yield* loadPerson(id)
    const schools = yield* sharedSchools(principal, person)
    const [school_id] = schools === "*" ? [] : schools
    if (schools.length === 0) return yield* new PersonNotFound()
    const belonging = school_id === undefined ? {} : { school_id }
    const permit = Permit.decide(action, "people.read", principal, person, belonging)
    if (Result.isSuccess(permit)) return permit.success
    return yield* permit.failure === "hidden" ? new PersonNotFound() : permit.failure
  })
})

export const readPersonPolicy = onPerson("people.read")
export const grantPolicy = onPerson("people.grant")
export const mergePolicy = onPerson("people.merge")

export const listPeoplePolicy = anywhere("people.list")
export const addPersonPolicy = anywhere("people.add")
