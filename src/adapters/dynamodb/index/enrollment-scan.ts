import { Effect, Result, Schema } from "effect"
import { Closure, Enrollment, StudentIdentity } from "../../../domain/enrollment/enrollment.ts"
import type { Enrollments, Standing, Unreadable } from "../../../domain/enrollment/enrollments.port.ts"
import { recordsDue } from "../../../domain/enrollment/projection.ts"
import { EnrollmentPolicy } from "../../../domain/school/enrollment-policy.ts"
import type { EnrollmentId } from "../../../domain/values/identifiers.ts"
import type { Dynamo, Item } from "../dynamo.ts"
import { enrollmentIdOfKey, enrollmentKey, isEnrollment, type Key } from "../keys.ts"

const { drafts: _, events: __, ...coreFields } = Enrollment.fields
const attributes = ["pk", ...Object.keys(coreFields)]
const decode = Schema.decodeUnknownResult(Schema.Struct(coreFields))

const unreadable = ({ pk, school_id }: Item): Unreadable => ({
  enrollment_id: enrollmentIdOfKey(String(pk)),
  school_id: typeof school_id === "number" ? school_id : null
})

/** Returns where a page ended, as text. It never contains an index key. */
const cursorOf = ({ pk, sk }: Item) => JSON.stringify([pk, sk])
const keyIn = (cursor: string): Key => {
  const [pk, sk] = JSON.parse(cursor) as [string, string]
  return { pk, sk }
}

/** Pages over all enrollments. Those that cannot be read are named and do not hold up the others. */
export const scanOf = (dynamo: Dynamo["Service"]): Enrollments["Service"]["scan"] =>
  Effect.fn("Enrollments.scan")(function*({ after, limit, segment, segments }) {
    const from = after === undefined ? undefined : { ...keyIn(after) }
    const page = yield* dynamo.scan({ segment, segments, limit, from, filter: isEnrollment, attributes })
    const read = page.items.map((item) => Result.mapError(decode(item), () => unreadable(item)))
    return {
      items: read.flatMap((each) => Result.isSuccess(each) ? [each.success] : []),
      unreadable: read.flatMap((each) => Result.isFailure(each) ? [each.failure] : []),
      next: page.next === undefined ? undefined : cursorOf(page.next)
    }
  })

/** Only the attributes that `recordsDue` looks at: a tenth of an item. */
const Due = Schema.Struct({
  schema_version: Enrollment.fields.schema_version,
  identity: Schema.optionalKey(Schema.Struct({ student_unique_id: StudentIdentity.fields.student_unique_id })),
  closure: Schema.optionalKey(Schema.Struct({ status: Closure.fields.status })),
  policy: Schema.Struct({ provision_at: EnrollmentPolicy.fields.provision_at }),
  steps: Schema.optionalKey(Schema.Record(Schema.String, Schema.Struct({ state: Schema.String })))
})
const dueProjection = {
  text: "pk, schema_version, #i.student_unique_id, closure.#s, policy.provision_at, steps.#4.#t, steps.#6.#t",
  names: { "#i": "identity", "#s": "status", "#4": "4", "#6": "6", "#t": "state" }
}
const decodeDue = Schema.decodeUnknownResult(Due)

const standingOf = (item: Item): Standing => {
  const read = decodeDue(item)
  if (Result.isFailure(read)) return "unreadable"
  const { steps = {}, ...fields } = read.success
  return recordsDue({ ...fields, steps: steps as Enrollment["steps"] }) ? "due" : "not_due"
}

/** Tells which enrollments are due without reading them whole. */
export const standingsOf = (dynamo: Dynamo["Service"]): Enrollments["Service"]["standings"] =>
  Effect.fn("Enrollments.standings")(function*(ids) {
    const items = yield* dynamo.batchGet([...new Set(ids)].map(enrollmentKey), dueProjection)
    return new Map<EnrollmentId, Standing>(
      items.map((item) => [enrollmentIdOfKey(String(item["pk"])), standingOf(item)])
    )
  })
