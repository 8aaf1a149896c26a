import { assert } from "@effect/vitest"
import { Effect, Exit, Option } from "effect"
import type { Enrollment, EnrollmentCore } from "../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { Events } from "../../src/domain/history/events.port.ts"
import { Invitations } from "../../src/domain/invitation/invitations.port.ts"
import { Reconciliations } from "../../src/domain/reconciliation/reconciliations.port.ts"
import { advanced, type Reconciliation, startOf } from "../../src/domain/reconciliation/run.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, fresh, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

const coreOf = ({ drafts: _, events: __, ...core }: Enrollment): EnrollmentCore => core

/** Reads everything in these segments, page by page. */
const walk = Effect.fnUntraced(function*(segments: number, limit: number) {
  const { scan } = yield* Enrollments
  const items: Array<EnrollmentCore> = []
  let pages = 0
  for (let segment = 0; segment < segments; segment++) {
    let after: string | undefined
    do {
      const page = yield* scan({ segment, segments, after, limit })
      assert.deepStrictEqual(page.unreadable, [])
      items.push(...page.items)
      after = page.next
      pages++
    } while (after !== undefined)
  }
  return { items, pages }
})

const emptyRun = (school_id: number): Reconciliation => ({
  schema_version: 1,
  run_id: `run-${school_id}`,
  schools: [school_id],
  repair: false,
  started_at: minute(0),
  driven_until: minute(1),
  position: startOf(),
  fingerprint: Array.from({ length: 1024 }, (_, heap) => heap * 2 ** 33 - 5),
  tallies: {},
  findings: [],
  rev: 1
})

export const scanCases: Cases = (it) => {
  it.effect("a scan meets every enrollment once, whatever the segments and pages, and nothing else", () =>
    Effect.gen(function*() {
      const { create } = yield* Enrollments
      const mine = Array.from({ length: 40 }, (_, n) => enrollmentOf(invitationOf(), n % 2 === 0 ? 4 : 0))
      yield* Effect.forEach(mine, create, { concurrency: 8 })
      yield* (yield* Invitations).create(invitationOf())
      yield* (yield* Events).append(mine.flatMap(({ events }) => Object.values(events)))
      const once = yield* walk(1, 10_000)
      const ids = once.items.map(({ enrollment_id }) => enrollment_id)
      assert.strictEqual(new Set(ids).size, ids.length)
      for (const enrollment of mine) {
        const found = once.items.filter(({ enrollment_id }) => enrollment_id === enrollment.enrollment_id)
        assert.deepStrictEqual(found, [coreOf(enrollment)])
      }
      for (const [segments, limit] of [[1, 3], [4, 7], [64, 2]] as const) {
        const { items, pages } = yield* walk(segments, limit)
        assert.sameMembers(items.map(({ enrollment_id }) => enrollment_id), ids)
        assert.isAtLeast(pages, Math.floor(ids.length / limit))
      }
    }))

  it.effect("a standing says which are due, and leaves out who is not there", () =>
    Effect.gen(function*() {
      const { create, standings } = yield* Enrollments
      const payment = { provision_at: "payment" as const }
      const expected = [
        ["not_due", enrollmentOf(invitationOf(), 0)],
        ["not_due", enrollmentOf(invitationOf(), 3)],
        ["due", enrollmentOf(invitationOf(), 4)],
        ["due", enrollmentOf(invitationOf(), 6)],
        ["not_due", enrollmentOf(invitationOf(), 5, 1, payment)],
        ["due", enrollmentOf(invitationOf(), 6, 1, payment)],
        ["due", {
          ...enrollmentOf(invitationOf(), 4),
          closure: { status: "withdrawn" as const, at: minute(9), on: "2024-12-08" }
        }],
        ["not_due", {
          ...enrollmentOf(invitationOf(), 4),
          closure: { status: "erased" as const, at: minute(9), on: "2024-12-08" }
        }]
      ] as const
      yield* Effect.forEach(expected, ([, enrollment]) => create(enrollment))
      const ids = [...expected.map(([, { enrollment_id }]) => enrollment_id), enrollmentOf().enrollment_id]
      const found = yield* standings([...ids, ...ids])
      assert.deepStrictEqual(
        found,
        new Map(expected.map(([standing, { enrollment_id }]) => [enrollment_id, standing] as const))
      )
      assert.strictEqual((yield* standings([])).size, 0)
    }))

  it.effect("a comparison is stored as it is, by whoever knows the last one, and by nobody else", () =>
    Effect.gen(function*() {
      const { get, save } = yield* Reconciliations
      const school_id = 1000 + fresh()
      assert.deepStrictEqual(yield* get(`${school_id}`), Option.none())
      const first = emptyRun(school_id)
      yield* save(undefined, first)
      assert.deepStrictEqual(yield* get(`${school_id}`), Option.some(first))
      assert.isTrue(Exit.isFailure(yield* Effect.exit(save(undefined, first))))
      const { driven_until: _, ...rest } = advanced(first, { pass: "students", after: "TSA-STU-20241208-00000000" }, {
        tallies: {
          [school_id]: { enrollments: 3, due: 2, students: 1, found: { drifted: 1 }, repaired: {} },
          unknown: { enrollments: 0, due: 0, students: 1, found: { extra: 1 }, repaired: {} }
        },
        findings: [
          {
            kind: "drifted",
            enrollment_id: "TSA-ENROLL-20241208-00000000",
            student_unique_id: "TSA-STU-20241208-00000000",
            school_id,
            state: "applied",
            columns: [{ record: "student", column: "first_name", stored: null, wanted: "#abcdefgh" }],
            repaired: false
          },
          {
            kind: "extra",
            enrollment_id: null,
            student_unique_id: "TSA-STU-9",
            school_id: null,
            state: null,
            columns: [],
            repaired: false
          }
        ]
      })
      const second = { ...rest, rev: 2 }
      yield* save(first, second)
      assert.deepStrictEqual(yield* get(`${school_id}`), Option.some(second))
      const late = yield* Effect.flip(save(first, { ...first, rev: 2 }))
      assert.strictEqual(late._tag, "StaleVersion")
      assert.deepStrictEqual(yield* get(`${school_id}`), Option.some(second))
      const racers = yield* Effect.forEach(
        Array.from({ length: 6 }, (_, n) => ({ ...second, run_id: `racer-${n}`, rev: 3 })),
        (run) => Effect.exit(save(second, run)),
        { concurrency: 6 }
      )
      assert.strictEqual(racers.filter(Exit.isSuccess).length, 1)
    }))
}
