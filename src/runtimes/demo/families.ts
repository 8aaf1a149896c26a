import { readFile } from "node:fs/promises"
import { gunzipSync } from "node:zlib"
import { codeValueOf } from "../../domain/student/code-value.ts"
import { gradeLevels, readGradeLevel } from "../../domain/student/grade-level.ts"

/** A family of the demo: one address per child, and the child as step 4 asks for it. */
export interface Family {
  readonly parent_email: string
  readonly parent: { readonly first_name: string; readonly last_name: string }
  readonly student: Readonly<Record<string, unknown>> & {
    readonly first_name: string
    readonly last_name: string
    readonly birth_date: string
    readonly grade_level: string
  }
}

/** Returns the grade by age: a child who is five on 1 September begins Kindergarten; younger and older ones get the nearest grade. */
const gradeByAge = (birthDate: string, today: string): string => {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < "06-01" ? 1 : 0)
  const age = year - Number(birthDate.slice(0, 4)) - (birthDate.slice(5) > "09-01" ? 1 : 0)
  return gradeLevels[Math.min(12, Math.max(0, age - 5))] ?? "Kindergarten"
}

const firstNames = [
  "Ada",
  "José",
  "Zoë",
  "Mei",
  "Oluwaseun",
  "Søren",
  "Noor",
  "Björk",
  "D’Arcy",
  "Łucja",
  "Ravi",
  "Anaïs",
  "李"
]
const lastNames = [
  "Lovelace",
  "Núñez-García",
  "O’Brien",
  "van der Berg",
  "Nguyễn",
  "Smith",
  "Haddad",
  "Ångström",
  "Kowalski"
]

const pick = (from: ReadonlyArray<string>, index: number): string => from[index % from.length] ?? ""

/** Returns made-up families, one per grade and round. */
export const madeUpFamilies = (count: number, run: string, today: string): ReadonlyArray<Family> =>
  Array.from({ length: count }, (_, index) => {
    const last_name = pick(lastNames, index)
    const year = Number(today.slice(0, 4)) - 6 - index % 12
    const birth_date = `${year}-${`${1 + index % 12}`.padStart(2, "0")}-${`${1 + index % 28}`.padStart(2, "0")}`
    return {
      parent_email: `family-${index + 1}.${run}@example.test`,
      parent: { first_name: pick(["Ann", "Tomás", "Priya", "Wei"], index), last_name },
      student: {
        first_name: pick(firstNames, index),
        last_name,
        birth_date,
        grade_level: gradeByAge(birth_date, today),
        birth_sex_descriptor: index % 2 === 0 ? "Female" : "Male",
        ...(index % 3 === 0 && { races: ["White", "Asian"], hispanic_latino_ethnicity: false })
      }
    }
  })

/** The names of a student's fields in the Ed-Fi API (Data Standard 4 to 6), and in step 4. */
const fromEdFi: ReadonlyArray<readonly [edFi: string, ours: string]> = [
  ["middleName", "middle_name"],
  ["maidenName", "maiden_name"],
  ["preferredFirstName", "preferred_first_name"],
  ["generationCodeSuffix", "generation_code_suffix"],
  ["birthCity", "birth_city"],
  ["birthStateAbbreviationDescriptor", "birth_state_abbreviation_descriptor"],
  ["birthCountryDescriptor", "birth_country_descriptor"],
  ["birthSexDescriptor", "birth_sex_descriptor"],
  ["multipleBirthStatus", "multiple_birth_status"],
  ["dateEnteredUS", "date_entered_us"]
]

const familyOf = (student: Readonly<Record<string, unknown>>, index: number, run: string, today: string): Family => {
  const last_name = String(student["lastSurname"])
  const birth_date = String(student["birthDate"])
  const grade = student["entryGradeLevelDescriptor"] ?? student["gradeLevel"] ?? student["gradeLevelDescriptor"]
  return {
    parent_email: `family-${index + 1}.${run}@example.test`,
    parent: { first_name: "Parent", last_name },
    student: {
      ...Object.fromEntries(
        fromEdFi
          .filter(([edFi]) => student[edFi] !== undefined && student[edFi] !== null)
          .map(([edFi, ours]) => [ours, student[edFi]])
      ),
      first_name: String(student["firstName"]),
      last_name,
      birth_date,
      grade_level: (typeof grade === "string" ? readGradeLevel(codeValueOf(grade)) : undefined) ??
        gradeByAge(birth_date, today)
    }
  }
}

/** Returns the families of the students in a file: a JSON array, or an object with `students`, plain or gzipped. */
export const familiesOfFile = async (
  path: string,
  count: number | undefined,
  run: string,
  today: string
): Promise<ReadonlyArray<Family>> => {
  const bytes = await readFile(path)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8")
  const json = JSON.parse(text) as ReadonlyArray<Record<string, unknown>> | {
    readonly students?: ReadonlyArray<Record<string, unknown>>
  }
  const students = Array.isArray(json)
    ? json as ReadonlyArray<Record<string, unknown>>
    : (json as { readonly students?: ReadonlyArray<Record<string, unknown>> }).students
  if (students === undefined) throw new Error(`${path} holds no array and no object with "students"`)
  if (students.length === 0) throw new Error(`${path} holds no students.`)
  return students.slice(0, count).map((student, index) => familyOf(student, index, run, today))
}
