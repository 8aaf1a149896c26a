import { Effect, Layer, Option } from "effect"
import { SchoolExists } from "../../domain/school/school.ts"
import { Schools } from "../../domain/school/schools.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { schools } = yield* World

  return Schools.of({
    get: (school_id) => Effect.sync(() => Option.fromUndefinedOr(schools.get(school_id))),
    list: Effect.sync(() => [...schools.values()].toSorted((one, other) => one.school_id - other.school_id)),
    add: (school) =>
      Effect.suspend(() => {
        const { school_id } = school
        if (schools.has(school_id)) return Effect.fail(new SchoolExists({ school_id }))
        schools.set(school_id, school)
        return Effect.void
      })
  })
})

/** The school directory in memory. */
export const layer = Layer.effect(Schools, make)
