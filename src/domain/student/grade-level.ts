import { codeValue, codeValueOf } from "./code-value.ts"

const words = [
  "",
  "First",
  "Second",
  "Third",
  "Fourth",
  "Fifth",
  "Sixth",
  "Seventh",
  "Eighth",
  "Ninth",
  "Tenth",
  "Eleventh",
  "Twelfth"
]

/** The 13 grades that a micro-school takes: code values of Ed-Fi's GradeLevelDescriptor. */
export const gradeLevels = [
  "Kindergarten",
  "First grade",
  "Second grade",
  "Third grade",
  "Fourth grade",
  "Fifth grade",
  "Sixth grade",
  "Seventh grade",
  "Eighth grade",
  "Ninth grade",
  "Tenth grade",
  "Eleventh grade",
  "Twelfth grade"
] as const
export type GradeLevel = (typeof gradeLevels)[number]

const ordinal = (n: number) => `${n}${n === 1 ? "st" : n === 2 ? "nd" : n === 3 ? "rd" : "th"}`

const spellings = new Map<string, GradeLevel>([
  ...["k", "kg", "kinder", "kindergarten", "0", "00", "grade k"].map((text) => [text, "Kindergarten"] as const),
  ...gradeLevels.flatMap((grade, n) =>
    n === 0 ? [] : [
      `${n}`,
      `${n}`.padStart(2, "0"),
      ordinal(n),
      `${ordinal(n)} grade`,
      `grade ${n}`,
      `${n} grade`,
      (words[n] ?? "").toLowerCase(),
      grade.toLowerCase()
    ].map((text) => [text, grade] as const)
  )
])

/** Returns the grade that a spelling means (`K`, `5`, `05`, `5th`, `fifth grade`, `Grade 5`, a descriptor's URI), or undefined. */
export const readGradeLevel = (text: string): GradeLevel | undefined =>
  spellings.get(codeValueOf(text).toLowerCase().replace(/\s+/g, " "))

/** Returns the CEDS code of a grade, as OneRoster's `grades` wants it: `KG`, `01` … `12`. */
export const cedsGrade = (grade: GradeLevel): string => {
  const n = gradeLevels.indexOf(grade)
  return n === 0 ? "KG" : `${n}`.padStart(2, "0")
}

/** Returns the grade of a CEDS code, or undefined. */
export const gradeOfCeds = (code: string): GradeLevel | undefined =>
  code === "KG" ? "Kindergarten" : /^(0[1-9]|1[0-2])$/.test(code) ? gradeLevels[Number(code)] : undefined

/** Returns the grade as the portal writes it: `K`, `1st` … `12th`. */
export const portalGrade = (grade: GradeLevel): string => {
  const n = gradeLevels.indexOf(grade)
  return n === 0 ? "K" : ordinal(n)
}

export const GradeLevel = codeValue(gradeLevels, readGradeLevel)
