import type { BegunEnrollment } from "../invitation/invitations.port.ts"
import type { Enrollment } from "./enrollment.ts"
import { completedStep, currentStep } from "./status.ts"
import type { StepData } from "./steps/step-data.ts"

/** Returns the child's name under the field names of an invitation. */
export const invitedAs = ({ student_info: { first_name, last_name } }: StepData[4]) => ({
  student_first_name: first_name,
  student_last_name: last_name
})

const standingOf = ({ closure, steps }: Enrollment): BegunEnrollment["standing"] => {
  if (closure !== undefined) return closure.status === "erased" ? "erased" : "closed"
  return currentStep({ steps }) === undefined ? "completed" : "open"
}

/** Returns what somebody who invites the same child again needs to know of an enrollment. */
export const begunOf = (enrollment: Enrollment): BegunEnrollment => {
  const step4 = completedStep(enrollment, 4)
  return {
    standing: standingOf(enrollment),
    ...(step4 !== undefined && { child: invitedAs(step4.data) }),
    blocked: enrollment.blocked ?? []
  }
}
