import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Result } from "effect"
import * as MemoryMailer from "../../../src/adapters/memory/mailer.ts"
import * as MemoryStudentRecords from "../../../src/adapters/memory/student-records.ts"
import * as MemoryWakeUp from "../../../src/adapters/memory/wake-up.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords } from "../../../src/domain/enrollment/projection.ts"
import { Mailer } from "../../../src/domain/mail/mailer.port.ts"
import { WakeUp } from "../../../src/domain/outbox/wake-up.port.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { completed, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const world = Layer.mergeAll(MemoryMailer.layer, MemoryStudentRecords.layer, MemoryWakeUp.layer).pipe(
  Layer.provideMerge(World.layer)
)

const setOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const walked = walkedTo(4)
const first = setOf(walked)
const student_info = { ...stepData[4].student_info, birth_date: "2014-03-02" }
const second = setOf(completed(walked, 4, { ...stepData[4], student_info }))
const id = first.student.student_unique_id

const changeVersions = Effect.map(World.World, ({ records }) => {
  const { associations = [], extension, student, user } = records.get(id) ?? {}
  return [student, ...associations, extension, user].map((held) => held?.change_version)
})

const standing = Effect.gen(function*() {
  const [found] = yield* (yield* StudentRecords).find([id, id])
  return found
})

describe("student records in memory", () => {
  it.effect("the newest version stands, whatever the order; unchanged rows keep their change_version", () =>
    Effect.gen(function*() {
      const { put } = yield* StudentRecords
      assert.isUndefined(yield* standing)
      const held = [{ _tag: "Held" as const, enrollment_id: walked.enrollment_id }]
      assert.deepStrictEqual(yield* put([first], "newer"), held)
      assert.deepStrictEqual(yield* changeVersions, [1, 2, 3, 4])
      assert.deepStrictEqual(yield* put([second, first], "newer"), held)
      assert.deepStrictEqual(yield* changeVersions, [5, 2, 3, 6])
      const { school: _, ...rows } = second
      for (const [set, mode] of [[first, "newer"], [first, "repair"], [second, "newer"], [second, "repair"]] as const) {
        assert.deepStrictEqual(yield* put([set], mode), held)
        assert.deepStrictEqual(yield* standing, { student_unique_id: id, ...rows, erased: false })
        assert.deepStrictEqual(yield* changeVersions, [5, 2, 3, 6])
      }
    }).pipe(Effect.provide(world)))

  it.effect("repair brings back what is missing and sets right what has drifted", () =>
    Effect.gen(function*() {
      const { put } = yield* StudentRecords
      yield* put([first], "newer")
      const { records } = yield* World.World
      const { user: _, student, ...rest } = records.get(id) ?? {}
      const drifted = { row: { ...first.student, first_name: "Eve" }, change_version: student?.change_version ?? 0 }
      records.set(id, { ...rest, student: drifted })
      yield* put([first], "newer")
      assert.strictEqual((yield* standing)?.user, null)
      yield* put([first], "repair")
      const { school: __, ...rows } = first
      assert.deepStrictEqual(yield* standing, { student_unique_id: id, ...rows, erased: false })
      assert.deepStrictEqual(yield* changeVersions, [5, 2, 3, 6])
    }).pipe(Effect.provide(world)))
})

describe("student records in memory, their stays and tombstones", () => {
  it.effect("a stay is never deleted, and the others keep their change_version", () =>
    Effect.gen(function*() {
      const { put } = yield* StudentRecords
      const [stay] = first.associations
      const next = { ...stay, entry_date: "2025-08-15" }
      yield* put([first], "newer")
      const versionOf = (enrollment_version: number) => ({ extension: { ...first.extension, enrollment_version } })
      yield* put([{ ...first, ...versionOf(40), associations: [stay, next] }], "newer")
      assert.deepStrictEqual((yield* standing)?.associations, [stay, next])
      assert.deepStrictEqual(yield* changeVersions, [1, 2, 5, 3, 4])
      yield* put([{ ...first, ...versionOf(41) }], "repair")
      assert.deepStrictEqual((yield* standing)?.associations, [stay, next])
      assert.deepStrictEqual(yield* changeVersions, [1, 2, 5, 3, 4])
    }).pipe(Effect.provide(world)))

  it.effect("an erased child stays erased, whatever is put", () =>
    Effect.gen(function*() {
      const { page, put } = yield* StudentRecords
      const { records } = yield* World.World
      records.set(id, { erased: true })
      const held = [{ _tag: "Held" as const, enrollment_id: walked.enrollment_id }]
      for (const mode of ["newer", "repair"] as const) {
        assert.deepStrictEqual(yield* put([second], mode), held)
        assert.deepStrictEqual(records.get(id), { erased: true })
      }
      assert.deepInclude(yield* standing, { erased: true, student: null, extension: null })
      assert.deepStrictEqual(yield* page(undefined, 10), [])
    }).pipe(Effect.provide(world)))
})

describe("the world in memory", () => {
  it.effect("keeps mail and wake-ups to look at", () =>
    Effect.gen(function*() {
      const mail = {
        mail_id: "one",
        to: walked.parent_email,
        sender_name: "TSA Austin",
        subject: "Your invitation",
        text: Redacted.make("https://portal.example.test/#secret")
      }
      yield* (yield* Mailer).send(mail)
      yield* (yield* WakeUp).wake({ kind: "enrollment", id: walked.enrollment_id })
      const { mailbox, woken } = yield* World.World
      assert.deepStrictEqual(mailbox, [mail])
      assert.deepStrictEqual(woken, [{ kind: "enrollment", id: walked.enrollment_id }])
    }).pipe(Effect.provide(world)))
})
