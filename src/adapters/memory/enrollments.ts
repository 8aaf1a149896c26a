import { Effect, Layer, Option } from "effect"
import { applyChanges, type AttributeChange, attributeChanges } from "../../domain/enrollment/attribute-changes.ts"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { Enrollments } from "../../domain/enrollment/enrollments.port.ts"
import { recordsDue } from "../../domain/enrollment/projection.ts"
import { listingOf } from "../../domain/enrollment/reading/listing.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { type EnrollmentId, keyOf, partsOfKey, suffixNumber } from "../../domain/values/identifiers.ts"
import { newestFirst } from "./newest-first.ts"
import { World } from "./world.ts"
import { writing } from "./written-at.ts"

const sortKey = ({ created_at, enrollment_id }: { readonly created_at: string; readonly enrollment_id: string }) =>
  `${created_at}#${enrollment_id}`

const make = Effect.gen(function*() {
  const world = yield* World
  const { enrollments } = world

  const update = (
    id: EnrollmentId,
    holds: (current: Enrollment) => boolean,
    changes: (current: Enrollment) => ReadonlyArray<AttributeChange>
  ): boolean => {
    const current = enrollments.get(id)
    if (current === undefined || !holds(current)) return false
    enrollments.set(id, applyChanges(current, changes(current)))
    return true
  }

  const replaceWhere = (holds: (current: Enrollment, before: Enrollment) => boolean) =>
    Effect.fnUntraced(function*(before: Enrollment, after: Enrollment) {
      const id = before.enrollment_id
      const store = () => update(id, (current) => holds(current, before), () => attributeChanges(before, after))
      const stored = yield* writing(world, id, store, (isStored) => isStored)
      if (!stored) return yield* new StaleVersion({ id })
    })

  return Enrollments.of({
    create: (enrollment) =>
      writing(world, enrollment.enrollment_id, () => {
        const standing = enrollments.get(enrollment.enrollment_id)
        if (standing === undefined) enrollments.set(enrollment.enrollment_id, enrollment)
        return standing ?? enrollment
      }, (stored) => stored === enrollment),
    get: (id) => Effect.sync(() => Option.fromUndefinedOr(enrollments.get(id))),
    getMany: (ids) => Effect.sync(() => [...new Set(ids)].flatMap((id) => enrollments.get(id) ?? [])),
    accept: replaceWhere((current, before) => current.version === before.version),
    record: replaceWhere((current, before) => current.version === before.version && current.rev === before.rev),
    saveDraft: Effect.fnUntraced(function*({ enrollment_id: id, version }, step, draft) {
      const saved = update(id, (current) => current.version === version, ({ rev }) => [
        { path: ["drafts", `${step}`], value: draft },
        { path: ["rev"], value: rev + 1 }
      ])
      if (!saved) return yield* new StaleVersion({ id })
    }),
    listByFamily: (address, page) =>
      Effect.sync(() =>
        newestFirst([...enrollments.values()].filter(({ parent_email }) => parent_email === address), sortKey, page)
      ),
    listBySchool: (school_id, { id_prefix, provisioning, status }, page) =>
      Effect.sync(() => {
        const rows = [...enrollments.values()].map(listingOf).filter((row) =>
          row.school_id === school_id &&
          (status === undefined || row.status === status) &&
          (provisioning === undefined || row.provisioning_state === provisioning) &&
          (id_prefix === undefined || row.enrollment_id.startsWith(id_prefix))
        )
        return newestFirst(rows, sortKey, page)
      }),
    scan: ({ after, limit, segment, segments }) =>
      Effect.sync(() => {
        const rest = [...enrollments.values()]
          .filter(({ enrollment_id: id }) => suffixNumber(partsOfKey(keyOf(id)).suffix) % segments === segment)
          .toSorted((one, other) => one.enrollment_id < other.enrollment_id ? -1 : 1)
          .filter(({ enrollment_id }) => after === undefined || enrollment_id > after)
        const items = rest.slice(0, limit).map(({ drafts: _, events: __, ...core }) => core)
        return { items, unreadable: [], next: rest.length > limit ? items.at(-1)?.enrollment_id : undefined }
      }),
    standings: (ids) =>
      Effect.sync(() =>
        new Map(ids.flatMap((id) => {
          const found = enrollments.get(id)
          return found === undefined ? [] : [[id, recordsDue(found) ? "due" : "not_due"] as const]
        }))
      )
  })
})

/** Enrollments in memory. */
export const layer = Layer.effect(Enrollments, make)
