import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  cedsGrade,
  GradeLevel,
  gradeLevels,
  gradeOfCeds,
  portalGrade,
  readGradeLevel
} from "../../../src/domain/student/grade-level.ts"
import { publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(GradeLevel)
const ordinals = ["K", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th"]

describe("grades", () => {
  it("are thirteen code values of Ed-Fi's GradeLevelDescriptor", () => {
    assert.lengthOf(gradeLevels, 13)
    assert.includeMembers([...publishedCodeValues("GradeLevelDescriptor") ?? gradeLevels], [...gradeLevels])
  })

  it.each(gradeLevels.map((grade, n) => ({ grade, n })))(
    "$grade is read in every spelling and written back",
    ({ grade, n }) => {
      const spellings = n === 0
        ? ["K", "k", "KG", "Kinder", "KINDERGARTEN", "0", "00", "Grade K"]
        : [
          `${n}`,
          `${n}`.padStart(2, "0"),
          ordinals[n] ?? "",
          `${ordinals[n]} grade`,
          `Grade ${n}`,
          `GRADE ${n}`,
          grade.split(" ")[0] ?? ""
        ]
      for (
        const text of [
          ...spellings,
          grade,
          grade.toUpperCase(),
          `  ${grade} `,
          `uri://ed-fi.org/GradeLevelDescriptor#${grade}`
        ]
      ) {
        assert.strictEqual(read(text), grade, text)
        assert.strictEqual(readGradeLevel(text), grade, text)
      }
      assert.strictEqual(portalGrade(grade), ordinals[n])
      assert.strictEqual(read(portalGrade(grade)), grade)
      assert.strictEqual(read(cedsGrade(grade)), grade)
      assert.strictEqual(gradeOfCeds(cedsGrade(grade)), grade)
      assert.strictEqual(cedsGrade(grade), n === 0 ? "KG" : `${n}`.padStart(2, "0"))
      assert.strictEqual(Schema.encodeSync(GradeLevel)(grade), grade)
    }
  )

  it.each([
    "13",
    "-1",
    "000",
    "5.0",
    "5e",
    "1th",
    "2th",
    "11st",
    "5 th",
    "preschool",
    "Prekindergarten",
    "PK",
    "TK",
    "Ungraded",
    "Grade 13",
    "grade",
    "fifteenth",
    "٥",
    "",
    " ",
    5,
    null
  ])("%j is refused", (text) => assert.isUndefined(read(text)))

  it.each(["0", "00", "13", "5", "K", "kg", "005", ""])(
    "%j is no CEDS code of ours",
    (code) => assert.isUndefined(gradeOfCeds(code))
  )
})
