import { Effect, Option } from "effect"
import { People } from "../../domain/people/people.port.ts"
import type { Grant } from "../../domain/people/principal.ts"
import { defaultPolicy } from "../../domain/school/enrollment-policy.ts"
import { Schools } from "../../domain/school/schools.port.ts"

const school = {
  school_id: 1,
  name_of_institution: "TSA Austin",
  active: true,
  policy: defaultPolicy("America/Chicago")
}

const person = (id: string, address: string, name: string, grant: Grant) =>
  ({ _tag: "Person", id, address, name, grants: [grant], epoch: 1 }) as const

export const coach = person("coach-1", "coach@example.test", "Casey Coach", { role: "coach", school_id: 1 })
export const registrar = person("registrar-1", "registrar@example.test", "Robin Registrar", {
  role: "registrar",
  school_id: 1
})
const admin = person("admin-1", "admin@example.test", "Alex Admin", { role: "admin", school_id: "*" })

/** Stores the first school and its staff, where the store has none: a newcomer needs these to begin. */
export const seed = Effect.gen(function*() {
  const [schools, directory] = [yield* Schools, yield* People]
  if (Option.isSome(yield* schools.get(school.school_id))) return
  yield* Effect.forEach([coach, registrar, admin], ({ _tag, ...each }) => directory.add(each), { discard: true })
  yield* schools.add(school).pipe(Effect.catchTag("SchoolExists", () => Effect.void))
})
