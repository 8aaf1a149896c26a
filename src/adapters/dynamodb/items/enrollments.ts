import { DateTime, Effect, Layer, Option } from "effect"
import type { Enrollment } from "../../../domain/enrollment/enrollment.ts"
import { type EnrollmentFilter, Enrollments } from "../../../domain/enrollment/enrollments.port.ts"
import { KeyedHash } from "../../../domain/secrets/keyed-hash.port.ts"
import { StaleVersion } from "../../../domain/store/stale-version.ts"
import type { PageRequest } from "../../../domain/values/page.ts"
import { absent, holding } from "../conditions.ts"
import { Dynamo } from "../dynamo.ts"
import { scanOf, standingsOf } from "../index/enrollment-scan.ts"
import { pageOf } from "../index/rows.ts"
import { enrollmentKey, enrollmentsPartition, familyPartition } from "../keys.ts"
import { type Expression, updateExpression } from "../update-expression.ts"
import { enrollmentItem, enrollmentsIn, itemChanges, listingOfItem } from "./enrollment.ts"

const filterExpression = ({ id_prefix, provisioning, status }: EnrollmentFilter): Expression | undefined => {
  const asked = Object.entries({ status, provisioning_state: provisioning, enrollment_id: id_prefix })
    .filter(([, value]) => value !== undefined)
  const texts = asked.map(([name]) =>
    name === "enrollment_id" ? `begins_with(listing.#${name}, :${name})` : `listing.#${name} = :${name}`
  )
  return asked.length === 0 ? undefined : {
    text: texts.join(" AND "),
    names: Object.fromEntries(asked.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(asked.map(([name, value]) => [`:${name}`, value]))
  }
}

const make = Effect.gen(function*() {
  const [dynamo, keyedHash] = [yield* Dynamo, yield* KeyedHash]
  const hashOf = (address: string) => keyedHash.of("address", address)

  const { get, getMany, page } = enrollmentsIn(dynamo)

  const create = Effect.fn("Enrollments.create")(function*(enrollment: Enrollment) {
    const now = DateTime.formatIso(yield* DateTime.now)
    const item = enrollmentItem(enrollment, yield* hashOf(enrollment.parent_email), now)
    if (yield* dynamo.put(item, absent)) return enrollment
    return Option.getOrElse(yield* get(enrollment.enrollment_id), () => enrollment)
  })

  const write = Effect.fnUntraced(function*(before: Enrollment, after: Enrollment, condition: Expression) {
    const id = before.enrollment_id
    const owner = before.parent_email === after.parent_email
      ? []
      : [{ path: ["by_owner_pk"] as const, value: familyPartition(yield* hashOf(after.parent_email)) }]
    const changes = [...itemChanges(before, after, DateTime.formatIso(yield* DateTime.now)), ...owner]
    const stored = yield* dynamo.update(enrollmentKey(id), updateExpression(changes), condition)
    if (!stored) return yield* new StaleVersion({ id })
  })

  const accept = Effect.fn("Enrollments.accept")((before: Enrollment, after: Enrollment) =>
    write(before, after, holding({ version: before.version }))
  )

  const record = Effect.fn("Enrollments.record")((before: Enrollment, after: Enrollment) =>
    write(before, after, holding({ version: before.version, rev: before.rev }))
  )

  const saveDraft: Enrollments["Service"]["saveDraft"] = Effect.fn("Enrollments.saveDraft")(
    function*({ enrollment_id: id, version }, step, draft) {
      const update = updateExpression([{ path: ["drafts", `${step}`], value: draft }], ["rev"])
      if (!(yield* dynamo.update(enrollmentKey(id), update, holding({ version })))) {
        return yield* new StaleVersion({ id })
      }
    }
  )

  const listByFamily = Effect.fn("Enrollments.listByFamily")(function*(address: string, asked: PageRequest) {
    return yield* page("by_owner", familyPartition(yield* hashOf(address)), asked, ({ enrollment_id }) => enrollment_id)
  })

  const listBySchool: Enrollments["Service"]["listBySchool"] = Effect.fn("Enrollments.listBySchool")(
    function*(school_id, filter, asked) {
      const rows = yield* pageOf(dynamo, "by_school", enrollmentsPartition(school_id), asked, filterExpression(filter))
      return { items: rows.items.map(listingOfItem), last: rows.last }
    }
  )

  return Enrollments.of({
    create,
    get,
    getMany,
    accept,
    record,
    saveDraft,
    listByFamily,
    listBySchool,
    scan: scanOf(dynamo),
    standings: standingsOf(dynamo)
  })
})

/** Enrollments in DynamoDB: one item each. */
export const layer = Layer.effect(Enrollments, make)
