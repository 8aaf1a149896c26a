import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { decodeStepData, type StepData } from "../../../src/domain/enrollment/step-data.ts"
import type { StepNumber } from "../../../src/domain/enrollment/step.ts"
import type { AssociationRow, ExtensionRow, StudentRow, UserRow } from "../../../src/domain/enrollment/student-record-set.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { isLocalDate } from "../../../src/domain/school/local-date.ts"
import { gradeLevels } from "../../../src/domain/student/grade-level.ts"
import { races } from "../../../src/domain/student/race.ts"
import { suffixes } from "../arbitrary-values.ts"
import { clicks, starts, statesOf } from "../enrollment-clicks.ts"
import { begun, completed, minute, occasion, stepData, walkedTo } from "../enrollment-walk.ts"
import { stepInputs, today } from "../step-data-arbitraries.ts"

const project = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const decoded = <N extends StepNumber>(step: N, input: unknown): StepData[N] => Result.getOrThrow(decodeStepData(step, input, today))

/** Walked through all six steps with generated data. */
const families = Arbitrary.map(Arbitrary.all([Arbitrary.all(stepInputs), suffixes]), ([inputs, suffix]) =>
  ([1, 2, 3, 4, 5, 6] as const).reduce<Enrollment>(
    (enrollment, step) => completed(enrollment, step, decoded(step, inputs[step])),
    begun({}, suffix)
  ))

/** varchar(n) of the tables, in code points. */
const lengths: { readonly [name: string]: number } = {
  student_unique_id: 32, first_name: 75, last_name: 75, middle_name: 75, maiden_name: 75, preferred_first_name: 75, generation_code_suffix: 10,
  birth_city: 30, birth_state_abbreviation_descriptor: 60, birth_country_descriptor: 60, birth_sex_descriptor: 60, person_id: 32,
  source_system_descriptor: 60, race_descriptor: 60, entry_grade_level_descriptor: 60, entry_type_descriptor: 60,
  exit_withdraw_type_descriptor: 60, enrollment_id: 40, enrollment_status: 20, assigned_program_track: 100, name_of_institution: 75,
  sourced_id: 255
} satisfies { readonly [K in keyof StudentRow | keyof AssociationRow | keyof ExtensionRow | keyof UserRow]?: number } & Record<string, number>

const isInstant = (text: string) => new Date(text).toISOString() === text

const check = (value: unknown, name: string): void => {
  if (typeof value === "string") {
    assert.strictEqual(value, value.normalize("NFC").trim(), name)
    assert.isTrue(value.isWellFormed() && value.length > 0, name)
    assert.notMatch(value, /\p{Cc}/u, name)
    assert.isAtMost([...value].length, lengths[name] ?? 255, name)
    if (/_date$|^date_/.test(name) && name !== "enrollment_completed_date") assert.isTrue(isLocalDate(value), name)
    if (/_at$|^enrollment_completed_date$/.test(name) && value !== "student-information" && value !== "enrolled") {
      assert.isTrue(isInstant(value), name)
    }
  } else if (typeof value === "number") assert.isTrue(Number.isSafeInteger(value), name)
  else if (Array.isArray(value)) value.forEach((item) => check(item, name))
  else if (typeof value === "object" && value !== null) Object.entries(value).forEach(([key, inner]) => check(inner, key))
  else assert.isTrue(value === null || typeof value === "boolean", `${name} is ${typeof value}`)
}

describe("projectStudentRecords", () => {
  it.prop("takes everything that the steps accept, and PostgreSQL takes what it makes", [families], ([enrollment]) => {
    const set = project(enrollment)
    check(set, "")
    assert.include(gradeLevels, set.association.entry_grade_level_descriptor)
    assert.match(set.user.grades.join(), /^(KG|0[1-9]|1[0-2])$/)
    assert.includeMembers([...races] as Array<string>, set.student.races.map(({ race_descriptor }) => race_descriptor))
    assert.isTrue(set.student.birth_date < set.association.entry_date)
    assert.isTrue(set.extension.expected_start_date >= set.association.entry_date)
    assert.match(set.user.username, /^[a-z0-9.-]{1,80}$/)
    assert.strictEqual(set.extension.enrollment_id, `TSA-ENROLL-${set.student.student_unique_id.slice(8)}`)
  }, { arbitrary: { runs: 150 } })

  it.prop("is pure: the same twice, from a copy too, and what it reads stays", [families], ([enrollment]) => {
    const copy = structuredClone(enrollment)
    assert.deepStrictEqual(project(enrollment), project(copy))
    assert.deepStrictEqual(enrollment, copy)
  }, { arbitrary: { runs: 30 } })

  it.prop("keeps the keys of the rows whatever happens after step 4", [starts, clicks], ([first, all]) => {
    const sets = statesOf(first, all).filter(({ identity }) => identity !== undefined).map(project)
    for (const { association, extension, school, student, user } of sets) {
      assert.deepStrictEqual(
        [student.student_unique_id, student.student_usi, association.school_id, association.entry_date, extension.registered_at, user.username, school],
        [
          sets[0]?.student.student_unique_id, sets[0]?.student.student_usi, sets[0]?.association.school_id, sets[0]?.association.entry_date,
          sets[0]?.extension.registered_at, sets[0]?.user.username, sets[0]?.school
        ]
      )
    }
  }, { arbitrary: { runs: 50 } })

  it("copies nothing medical, no guardian and no contact", () => {
    const secret = "sentinel"
    const adult = { first_name: secret, last_name: secret, email: "sentinel@example.test", relationship_to_student: secret }
    const step4 = decoded(4, {
      student_info: { ...stepData[4].student_info, previous_schools: [secret], languages: ["eng"] },
      parent_info: { ...adult, phone: secret, address_line_1: secret, city: secret, county: secret },
      additional_guardians: [adult],
      academic_history: { current_school: secret, current_gpa: secret, special_education_services: secret, special_accommodations: [secret] },
      medical_info: {
        conditions: secret, medications: [secret], allergies: secret, dietary_restrictions: secret,
        emergency_medical_contact: { name: secret, phone: secret }
      },
      emergency_contacts: [{ name: secret, phone: secret, relationship: secret }],
      special_needs: secret
    })
    const before = { ...walkedTo(3), parent_email: "sentinel@example.test", drafts: { 4: { saved_at: minute(9), data: { special_needs: secret } } } }
    const set = project(completed(before, 4, step4))
    assert.notInclude(JSON.stringify(set).toLowerCase(), secret)
    assert.deepStrictEqual(set.extension.custom_data, { policy: before.policy })
  })

  it("fails before step 4, and for stored data that no step would have accepted", () => {
    const broken = { ...walkedTo(4), steps: { 4: { ...walkedTo(4).steps[4], data: {} } } } as unknown as Enrollment
    for (const enrollment of [begun(), walkedTo(3), broken]) {
      const failure = Result.getOrThrow(Result.flip(projectStudentRecords(enrollment)))
      assert.deepStrictEqual(failure.map(({ code, pointer }) => [code, pointer]), [["not_projectable", "/steps/4/data"]])
    }
  })
})

describe("what the records say", () => {
  const withStep4 = (student_info: object, rest: object = {}) =>
    project(completed(walkedTo(3), 4, decoded(4, { ...stepData[4], ...rest, student_info: { ...stepData[4].student_info, ...student_info } })))

  it("not answered is not no", () => {
    assert.isNull(withStep4({}).student.hispanic_latino_ethnicity)
    assert.isFalse(withStep4({ hispanic_latino_ethnicity: false }).student.hispanic_latino_ethnicity)
    assert.isNull(withStep4({}).student.multiple_birth_status)
    assert.deepStrictEqual(withStep4({}).student.races, [])
  })

  it("absent is null, whatever way it was absent", () => {
    const { student } = withStep4({ middle_name: "", maiden_name: null, birth_city: "  " })
    assert.deepStrictEqual([student.middle_name, student.maiden_name, student.birth_city, student.person_id], [null, null, null, null])
  })

  it("a previous school makes a transfer", () => {
    assert.strictEqual(withStep4({}).association.entry_type_descriptor, "New student")
    assert.strictEqual(withStep4({ previous_schools: [] }).association.entry_type_descriptor, "New student")
    assert.strictEqual(withStep4({ previous_schools: ["Elm Street"] }).association.entry_type_descriptor, "Transfer")
    assert.strictEqual(withStep4({}, { academic_history: { current_school: "Elm Street" } }).association.entry_type_descriptor, "Transfer")
  })

  it("the sport is step 4's, else step 1's first, else the invitation's; the track is the sport", () => {
    const sports = ({ extension: { assigned_program_track, sport_interests } }: ReturnType<typeof project>) => [assigned_program_track, sport_interests]
    assert.deepStrictEqual(sports(withStep4({ sport_interest: "chess" })), ["chess", ["chess", "tennis", "soccer"]])
    assert.deepStrictEqual(sports(withStep4({})), ["tennis", ["tennis", "soccer"]])
    const { sport_interests: _, ...noSports } = stepData[1]
    const quiet = ([2, 3, 4] as const).reduce<Enrollment>((enrollment, step) => completed(enrollment, step), completed(begun(), 1, noSports))
    assert.deepStrictEqual(sports(project(quiet)), ["soccer", ["soccer"]])
    assert.deepStrictEqual(sports(project({ ...quiet, invited: {} })), [null, []])
  })

  it("registered at step 4, documents at 5, enrolled at 6", () => {
    const [four, five, six] = [4, 5, 6].map((last) => project(walkedTo(last as 4 | 5 | 6)))
    assert.deepInclude(four?.extension, { enrollment_status: "registered", required_documents_complete: false, document_completion_date: null, deposit_paid: false, deposit_amount: null })
    assert.deepInclude(five?.extension, { enrollment_status: "registered", required_documents_complete: true, document_completion_date: "2024-12-08" })
    assert.deepInclude(six?.extension, { enrollment_status: "enrolled", deposit_paid: true, deposit_amount: 50_000, deposit_paid_date: "2024-12-08", enrollment_completed_date: minute(16) })
    assert.deepStrictEqual([four, five, six].map((set) => set?.user.enabled_user), [false, false, true])
  })

  it("the deposit is the policy's, and with financial aid not paid", () => {
    assert.strictEqual(project(walkedTo(6, { deposit_cents: 12_345 })).extension.deposit_amount, 12_345)
    const aided = project(completed(walkedTo(5), 6, { ...stepData[6], payment_method: "financial_aid" }))
    assert.deepInclude(aided.extension, { enrollment_status: "enrolled", deposit_paid: false, deposit_amount: null, deposit_paid_date: null })
  })

  it("accounts are enabled when the policy says, and never after withdrawal", () => {
    const early = walkedTo(4, { accounts_enabled_at: "registered" })
    assert.isTrue(project(early).user.enabled_user)
    const gone = Result.getOrThrow(withdraw(early, "moved", occasion(50)))
    assert.deepInclude(project(gone).user, { enabled_user: false, status: "tobedeleted" })
  })
})

describe("recordsDue", () => {
  it("as the policy says, and never of an erased enrollment", () => {
    assert.deepStrictEqual(([3, 4, 5, 6] as const).map((last) => recordsDue(walkedTo(last))), [false, true, true, true])
    assert.deepStrictEqual(([3, 4, 5, 6] as const).map((last) => recordsDue(walkedTo(last, { provision_at: "payment" }))), [false, false, false, true])
    assert.isFalse(recordsDue({ ...walkedTo(6), closure: { status: "erased", at: minute(50), on: "2024-12-08" } }))
  })
})
