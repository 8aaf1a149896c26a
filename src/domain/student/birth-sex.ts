import { codeValue, ignoringCase } from "./code-value.ts"

/** The code values of Ed-Fi's SexDescriptor that step 4 offers. */
export const birthSexes = ["Female", "Male", "Not Selected"] as const

export const BirthSex = codeValue(birthSexes, ignoringCase(birthSexes))
