import { Clock, Effect, Layer, Option, Schema } from "effect"
import { School, SchoolExists } from "../../../domain/school/school.ts"
import { Schools } from "../../../domain/school/schools.port.ts"
import { absent } from "../conditions.ts"
import { Dynamo, type Item } from "../dynamo.ts"
import { partition, rowsOf } from "../index/rows.ts"
import { schoolKey, schoolsPartition } from "../keys.ts"

const freshForMs = 60_000

/** Schools as they were read, and until when they serve. Plain data, so that a runtime may keep it across layers. */
export type SchoolCache = Map<number, { readonly school: School; readonly until: number }>

const decode = Schema.decodeUnknownEffect(School)
const schoolOf = (item: Item) => Effect.orDie(decode(item))

const make = Effect.fnUntraced(function*(cache: SchoolCache) {
  const dynamo = yield* Dynamo

  /** A school that is not there is asked for every time: it may be entered any moment. */
  const get = Effect.fn("Schools.get")(function*(school_id: number) {
    const now = yield* Clock.currentTimeMillis
    const kept = cache.get(school_id)
    if (kept !== undefined && now < kept.until) return Option.some(kept.school)
    const item = yield* dynamo.get(schoolKey(school_id))
    if (item === undefined) return Option.none<School>()
    const school = yield* schoolOf(item)
    cache.set(school_id, { school, until: now + freshForMs })
    return Option.some(school)
  })

  const list = Effect.gen(function*() {
    const rows = yield* rowsOf(dynamo, { index: "by_owner", where: partition("by_owner", schoolsPartition) })
    const items = yield* dynamo.batchGet(rows.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })))
    const schools = yield* Effect.forEach(items, schoolOf)
    return schools.toSorted((one, other) => one.school_id - other.school_id)
  }).pipe(Effect.withSpan("Schools.list"))

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
