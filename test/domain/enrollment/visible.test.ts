import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Layer } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { withBlocked } from "../../../src/domain/enrollment/family/custody.ts"
import { filledPage } from "../../../src/domain/enrollment/reading/filled-page.ts"
import { type EnrollmentListing, listingOf } from "../../../src/domain/enrollment/reading/listing.ts"
import { sortKey, unblocked } from "../../../src/domain/enrollment/reading/visible.ts"
import type { Principal } from "../../../src/domain/people/principal.ts"
import type { PageRequest } from "../../../src/domain/values/page.ts"
import { integer, pick } from "../../fixtures/arbitrary-values.ts"
import { context } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"

const registrar: Principal = {
  _tag: "Person",
  id: "registrar",
  address: "registrar@example.test",
  name: "R",
  grants: [{ role: "registrar", school_id: 1 }]
}

/**
 * The states in which a row may be beside its item: as this release writes it, as the previous one wrote it, or as it was before a change
 * by the previous one.
 */
const rowsAs = {
  new: listingOf,
  old: (enrollment: Enrollment): EnrollmentListing => {
    const { unblocked_at: _, ...row } = listingOf(enrollment)
    return row
  },
  crossed: (enrollment: Enrollment) => ({ ...listingOf(enrollment), unblocked_at: enrollment.version - 1 })
} satisfies Record<string, (enrollment: Enrollment) => EnrollmentListing>

interface Kind {
  readonly row: keyof typeof rowsAs
  readonly blocked: ReadonlyArray<string>
  readonly isReadable: boolean
}
const kinds = Arbitrary.array(
  Arbitrary.all({
    row: pick(["new", "old", "crossed"] as const),
    blocked: pick<ReadonlyArray<string>>([[], ["eve@example.test"], ["eve@example.test", registrar.address]]),
    isReadable: pick([true, true, true, false])
  }),
  { maxLength: 12 }
)
const enrollmentsOf = (all: ReadonlyArray<Kind>) =>
  all.map(({ blocked }, index) => withBlocked(enrollmentOf(undefined, 0, index), blocked, context(30)))

describe("rows of enrollments", () => {
  it.effect.prop("are shown where nobody blocks the reader, however old they are, and asked of their items at once", {
    all: kinds
  }, ({ all }) => {
    const enrollments = enrollmentsOf(all)
    const readable = enrollments.filter((_, index) => all[index]?.isReadable)
    const asked: Array<ReadonlyArray<string>> = []
    const Items = Layer.mock(Enrollments, {
      getMany: (ids) => {
        asked.push(ids)
        return Effect.succeed(readable.filter(({ enrollment_id }) => ids.includes(enrollment_id)))
      }
    })
    return Effect.gen(function*() {
      const rows = enrollments.map((enrollment, index) => rowsAs[all[index]?.row ?? "new"](enrollment))
      const shown = yield* unblocked(registrar, rows)
      const expected = rows.filter((_, index) => {
        const { blocked = [], isReadable, row } = all[index] ?? {}
        return row === "new" && blocked.length === 0 || isReadable && !blocked.includes(registrar.address)
      })
      assert.deepStrictEqual(shown, expected)
      assert.isAtMost(asked.length, 1)
      assert.isTrue(
        asked.flat().every((id) => rows.some((row) => row.enrollment_id === id && row.unblocked_at !== row.version))
      )
      assert.deepStrictEqual(yield* unblocked({ _tag: "System", name: "relay" }, rows), rows)
    }).pipe(Effect.provide(Items))
  })
})

describe("a page of what may be seen", () => {
  it.effect.prop("is full unless it is the last, and its cursor names nothing hidden", {
    hidden: Arbitrary.array(pick([true, false]), { maxLength: 20 }),
    limit: integer(1, 5)
  }, ({ hidden, limit }) =>
    Effect.gen(function*() {
      const all = hidden.map((isHidden, index) => ({
        created_at: `${999 - index}`,
        enrollment_id: `${index}`,
        isHidden
      }))
      const read = ({ after, limit }: PageRequest) => {
        const rest = all.filter((each) => after === undefined || sortKey(each) < after)
        const [items, end] = [rest.slice(0, limit), rest[limit - 1]]
        return Effect.succeed({ items, last: rest.length > limit && end !== undefined ? sortKey(end) : undefined })
      }
      const seen = all.filter(({ isHidden }) => !isHidden)
      const pages: Array<typeof all> = []
      let after: string | undefined
      do {
        const page = yield* filledPage({ after, limit }, read, (items) =>
          Effect.succeed(items.filter(({ isHidden }) =>
            !isHidden
          )), sortKey)
        pages.push([...page.items])
        after = page.last
        if (after !== undefined) {
          assert.include(seen.map(sortKey), after)
        }
      } while (after !== undefined)
      assert.deepStrictEqual(pages.flat(), seen)
      assert.isTrue(
        pages.slice(0, -1).every(({ length }) =>
          length === limit
        )
      )
    }))
})
