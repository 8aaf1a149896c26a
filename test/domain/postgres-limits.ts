import { assert } from "@effect/vitest"
import type {
  AssociationRow,
  ExtensionRow,
  StudentRow,
  UserRow
} from "../../src/domain/enrollment/student-record-set.ts"
import { isLocalDate } from "../../src/domain/school/local-date.ts"

/** varchar(n) of the tables, in code points. */
const lengths: { readonly [name: string]: number } = {
  student_unique_id: 32,
  first_name: 75,
  last_name: 75,
  middle_name: 75,
  maiden_name: 75,
  preferred_first_name: 75,
  generation_code_suffix: 10,
  birth_city: 30,
  birth_state_abbreviation_descriptor: 60,
  birth_country_descriptor: 60,
  birth_sex_descriptor: 60,
  person_id: 32,
  source_system_descriptor: 60,
  race_descriptor: 60,
  entry_grade_level_descriptor: 60,
  entry_type_descriptor: 60,
  exit_withdraw_type_descriptor: 60,
  enrollment_id: 40,
  enrollment_status: 20,
  assigned_program_track: 100,
  name_of_institution: 75,
  sourced_id: 255
} satisfies
  & { readonly [K in keyof StudentRow | keyof AssociationRow | keyof ExtensionRow | keyof UserRow]?: number }
  & Record<string, number>

const isInstant = (text: string) => new Date(text).toISOString() === text

/** Fails on anything in a record set that PostgreSQL would refuse or change; `name` is that of its column. */
export const assertStorable = (value: unknown, name: string): void => {
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
  else if (Array.isArray(value)) value.forEach((item) => assertStorable(item, name))
  else if (typeof value === "object" && value !== null) {
    Object.entries(value).forEach(([key, inner]) => assertStorable(inner, key))
  } else assert.isTrue(value === null || typeof value === "boolean", `${name} is ${typeof value}`)
}
