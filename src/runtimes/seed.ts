import { Effect, Option } from "effect"
import { People } from "../domain/people/people.port.ts"
import type { Person } from "../domain/people/person.ts"
import { defaultPolicy } from "../domain/school/enrollment-policy.ts"
import { Schools } from "../domain/school/schools.port.ts"

const school = {
  school_id: 1,
  name_of_institution: "TSA Austin",
  active: true,
  policy: defaultPolicy("America/Chicago")
}

const people: ReadonlyArray<Person> = [
  {
    id: "coach-1",
    address: "coach@example.test",
    name: "Casey Coach",
    grants: [{ role: "coach", school_id: 1 }],
    epoch: 1
  },
  {
    id: "registrar-1",
    address: "registrar@example.test",
    name: "Robin Registrar",
    grants: [{ role: "registrar", school_id: 1 }],
    epoch: 1
  },
  {
    id: "admin-1",
    address: "admin@example.test",
    name: "Alex Admin",
    grants: [{ role: "admin", school_id: "*" }],
    epoch: 1
  }
]

/** The first school and its staff, where the store has none: what a newcomer needs to begin. */
export const seed = Effect.gen(function*() {
  const [schools, directory] = [yield* Schools, yield* People]
  if (Option.isSome(yield* schools.get(school.school_id))) return
  yield* Effect.forEach(people, directory.add, { discard: true })
  yield* schools.add(school).pipe(Effect.catchTag("SchoolExists", () => Effect.void))
})
