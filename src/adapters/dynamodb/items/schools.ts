import { Clock, Effect, Layer, Option } from "effect"
import { School, SchoolExists } from "../../../domain/school/school.ts"
import { Schools } from "../../../domain/school/schools.port.ts"
import { absent } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { readersOf } from "../items-of.ts"
import { schoolKey, schoolsPartition } from "../keys.ts"

const freshForMs = 60_000

/** Schools as they were read, and until when they may be used. It is plain data, so that a runtime can keep it across layers. */
export type SchoolCache = Map<number, { readonly school: School; readonly until: number }>

const make = Effect.fnUntraced(function*(cache: SchoolCache) {
  const dynamo = yield* Dynamo
  const readers = readersOf<School, string>(dynamo, { port: "Schools", schema: School, key: schoolKey })

  /** A missing school is looked up every time, because it may be added at any moment. */
  const get = Effect.fnUntraced(function*(school_id: number) {
    const now = yield* Clock.currentTimeMillis
    const kept = cache.get(school_id)
    if (kept !== undefined && now < kept.until) return Option.some(kept.school)
    const found = yield* readers.get(`${school_id}`)
    if (Option.isSome(found)) cache.set(school_id, { school: found.value, until: now + freshForMs })
    return found
  })

  const list = readers.all(schoolsPartition).pipe(
    Effect.map((schools) => schools.toSorted((one, other) => one.school_id - other.school_id)),
    Effect.withSpan("Schools.list")
  )

  const add = Effect.fn("Schools.add")(function*(school: School) {
    const { school_id } = school
    const keys = { ...schoolKey(school_id), by_owner_pk: schoolsPartition, by_owner_sk: `${school_id}` }
    const isNew = yield* dynamo.put({ ...keys, ...school, schema_version: 1 }, absent)
    if (!isNew) return yield* new SchoolExists({ school_id })
  })

  return Schools.of({ get, list, add })
})

/** The school directory in DynamoDB. */
export const layer = (cache: SchoolCache) => Layer.effect(Schools, make(cache))
