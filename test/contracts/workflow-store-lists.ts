import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { type EnrollmentFilter, Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { withFamilyAddress } from "../../src/domain/enrollment/family/address.ts"
import { applied } from "../../src/domain/enrollment/provisioning.ts"
import { listingOf } from "../../src/domain/enrollment/reading/listing.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import type { Page, PageRequest } from "../../src/domain/values/page.ts"
import { completed, context, minute, stepData } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, fresh, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"
import { eventually } from "./eventually.ts"

/** Reads all pages of three, one after the other. */
const paged = Effect.fnUntraced(function*<A, E, R>(list: (page: PageRequest) => Effect.Effect<Page<A>, E, R>) {
  const pages: Array<ReadonlyArray<A>> = []
  let after: string | undefined
  do {
    const { items, last } = yield* list({ limit: 3, after })
    pages.push(items)
    after = last
  } while (after !== undefined)
  return pages
})

const whole = { limit: 100, after: undefined }
/** Seven creation times, out of order, two of them equal. */
const minutes = [4, 1, 6, 2, 2, 9, 7]
const newestFirst = <A extends { readonly created_at: string }>(items: ReadonlyArray<A>, idOf: (item: A) => string) => {
  const key = (item: A) => `${item.created_at}#${idOf(item)}`
  return items.toSorted((one, other) => key(one) < key(other) ? 1 : -1)
}

const createAll = Effect.fnUntraced(function*(enrollments: ReadonlyArray<Enrollment>) {
  return yield* Effect.forEach(enrollments, (yield* Enrollments).create)
})

export const listCases: Cases = (it) => {
  it.effect("a family's enrollments come newest first, page by page, each once", () =>
    Effect.gen(function*() {
      const { listByFamily } = yield* Enrollments
      const parent_email = `family-${fresh()}@example.test`
      const all = yield* createAll(minutes.map((n) => enrollmentOf(invitationOf({ parent_email }), 0, n)))
      yield* createAll([enrollmentOf()])
      yield* eventually(listByFamily(parent_email, whole), ({ items }) => items.length === all.length)
      const pages = yield* paged((page) => listByFamily(parent_email, page))
      assert.deepStrictEqual(pages.map(({ length }) => length), [3, 3, 1])
      assert.deepStrictEqual(pages.flat(), newestFirst(all, ({ enrollment_id }) => enrollment_id))
    }))

  it.effect("a family's list shows what was read consistently", () =>
    Effect.gen(function*() {
      const { accept, listByFamily } = yield* Enrollments
      const before = enrollmentOf()
      yield* createAll([before])
      yield* eventually(listByFamily(before.parent_email, whole), ({ items }) => items.length === 1)
      yield* accept(before, completed(before, 1))
      assert.deepStrictEqual((yield* listByFamily(before.parent_email, whole)).items, [completed(before, 1)])
    }))

  it.effect("an enrollment is listed under the address that its family has now", () =>
    Effect.gen(function*() {
      const { accept, listByFamily } = yield* Enrollments
      const before = enrollmentOf()
      const move = { from: before.parent_email, to: `new-${before.parent_email}` }
      const after = withFamilyAddress(before, move, context(2, minute(2)))
      yield* createAll([before])
      yield* eventually(listByFamily(move.from, whole), ({ items }) => items.length === 1)
      yield* accept(before, after)
      const { items } = yield* eventually(listByFamily(move.to, whole), (page) => page.items.length === 1)
      assert.deepStrictEqual(items, [after])
      yield* eventually(listByFamily(move.from, whole), (page) => page.items.length === 0)
    }))

  it.effect("a full last page has nothing after it; nobody's list is empty", () =>
    Effect.gen(function*() {
      const { listByFamily, listBySchool } = yield* Enrollments
      const parent_email = `family-${fresh()}@example.test`
      yield* createAll([1, 2, 3].map((n) => enrollmentOf(invitationOf({ parent_email }), 0, n)))
      yield* eventually(listByFamily(parent_email, whole), ({ items }) => items.length === 3)
      const pages = yield* paged((page) => listByFamily(parent_email, page))
      assert.deepStrictEqual(pages.map(({ length }) => length), [3])
      const nothing = { items: [], last: undefined }
      assert.deepStrictEqual(yield* listByFamily(`nobody-${fresh()}@example.test`, whole), nothing)
      assert.deepStrictEqual(yield* listBySchool(1000 + fresh(), {}, whole), nothing)
    }))

  it.effect("a school's enrollments come newest first, page by page, each once, filtered or not", () =>
    Effect.gen(function*() {
      const { listBySchool } = yield* Enrollments
      const school_id = 1000 + fresh()
      const lasts = [0, 4, 4, 1, 4, 6, 4] as const
      const all = yield* createAll(
        minutes.map((n, index) => enrollmentOf(invitationOf({ school_id }), lasts[index] ?? 0, n))
      )
      yield* createAll([enrollmentOf(invitationOf(), 4)])
      yield* eventually(listBySchool(school_id, {}, whole), ({ items }) => items.length === all.length)
      const rows = newestFirst(all.map(listingOf), ({ enrollment_id }) => enrollment_id)
      const ofStatus = (wanted: string) => rows.filter(({ status }) => status === wanted)
      const first = rows[2]?.enrollment_id ?? ""
      const filters: ReadonlyArray<readonly [EnrollmentFilter, typeof rows]> = [
        [{}, rows],
        [{ status: "documents_pending" }, ofStatus("documents_pending")],
        [{ provisioning: "pending" }, rows.filter(({ provisioning_state }) => provisioning_state === "pending")],
        [{ provisioning: "needs_attention" }, []],
        [{ id_prefix: first }, rows.slice(2, 3)],
        [{ id_prefix: "TSA-ENROLL-2024", status: "completed", provisioning: "pending" }, ofStatus("completed")]
      ]
      for (const [filter, expected] of filters) {
        const pages = yield* paged((page) => listBySchool(school_id, filter, page))
        assert.deepStrictEqual(pages.flat(), expected)
        assert.strictEqual(pages.length, Math.max(1, Math.ceil(expected.length / 3)))
      }
    }))

  it.effect.each(
    [
      ["wants no other records", 2, { ...stepData[2], consultation_notes: "Call after five." }, "applied"],
      ["wants other records", 5, stepData[5], "pending"]
    ] as const
  )(
    "a school's list is right when an outcome crosses a step that %s",
    ([, step, data, state]) =>
      Effect.gen(function*() {
        const { accept, get, listBySchool, record } = yield* Enrollments
        const before = enrollmentOf(invitationOf(), 4)
        yield* createAll([before])
        const provisioning = applied(before.provisioning, 5, minute(20))
        yield* record(before, { ...before, rev: before.rev + 1, provisioning })
        yield* accept(before, completed(before, step, data, 31))
        const rows = Option.toArray(yield* get(before.enrollment_id)).map(listingOf)
        assert.strictEqual(rows[0]?.provisioning_state, state)
        const list = listBySchool(before.school_id, {}, whole)
        const { items } = yield* eventually(list, (page) => page.items[0]?.version === 6)
        assert.deepStrictEqual(items, rows)
      })
  )

  it.effect("invitations by coach and by school come newest first, page by page, each once", () =>
    Effect.gen(function*() {
      const { create, listByCoach, listBySchool } = yield* Invitations
      const [coach_id, school_id] = [`c-${fresh()}`, 1000 + fresh()]
      const all = minutes.map((n) => invitationOf({ coach_id, school_id }, n))
      yield* Effect.forEach([...all, invitationOf()], create)
      const sorted = newestFirst(all, ({ invitation_id }) => invitation_id)
      const byCoach = (page: PageRequest) => listByCoach(coach_id, page)
      const bySchool = (page: PageRequest) => listBySchool(school_id, page)
      for (const list of [byCoach, bySchool]) {
        yield* eventually(list(whole), ({ items }) => items.length === all.length)
        const pages = yield* paged(list)
        assert.deepStrictEqual(pages.flat(), sorted)
        assert.strictEqual(pages.length, 3)
      }
    }))
}
