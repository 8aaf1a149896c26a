import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { completedStep } from "../../src/domain/enrollment/status.ts"
import { foldedName } from "../../src/domain/student/username.ts"
import type { Dump, Violation } from "./history.ts"

const childOf = (enrollment: Enrollment): string | undefined => {
  const step4 = completedStep(enrollment, 4)
  if (step4 === undefined) return undefined
  const { first_name, last_name } = step4.data.student_info
  return JSON.stringify([enrollment.school_id, enrollment.parent_email, foldedName(first_name), foldedName(last_name)])
}

/** I15: a family's child does not become a second student of a school without anybody being told. */
export const claimsOf = ({ enrollments }: Dump): ReadonlyArray<Violation> =>
  [...Map.groupBy(enrollments, childOf)].flatMap(([child, same]) => {
    const untold = child === undefined ? [] : same.filter(({ same_child }) => same_child === undefined)
    return untold.slice(1).map(({ enrollment_id }) => ({
      invariant: 15,
      enrollment_id,
      expected: "same_child",
      found: "nothing"
    }))
  })
