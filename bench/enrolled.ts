import type { Enrollment } from "../src/domain/enrollment/enrollment.ts"
import { identityAt } from "../src/domain/enrollment/identity.ts"
import { recordsDue } from "../src/domain/enrollment/projection.ts"
import { applied } from "../src/domain/enrollment/provisioning.ts"
import type { StepData } from "../src/domain/enrollment/steps/step-data.ts"
import { type StepNumber, stepNumbers } from "../src/domain/enrollment/steps/step.ts"
import { withDraft } from "../src/domain/enrollment/transitions.ts"
import type { DomainEvent } from "../src/domain/history/event.ts"
import { enrollmentIdOf, invitationId, suffixOf } from "../src/domain/values/identifiers.ts"
import { begun, completed, minute, stepData } from "../test/fixtures/enrollment-walk.ts"
import { full } from "../test/fixtures/full-step-data.ts"

/** The families of a season: some have just begun, most wait for documents or payment, many are done. */
const season: ReadonlyArray<0 | StepNumber> = [0, 2, 3, 4, 4, 5, 5, 6, 6, 6]

/** As one does who fills in every field, or only what is asked for. */
const template = (last: 0 | StepNumber, data: StepData): Enrollment => {
  let enrollment = begun()
  for (const step of stepNumbers) if (step <= last) enrollment = completed(enrollment, step, data[step])
  if (last !== 0 && last < 6) enrollment = withDraft(enrollment, last, { note: "half a page" }, minute(50))
  if (!recordsDue(enrollment)) return enrollment
  return { ...enrollment, provisioning: applied(enrollment.provisioning, enrollment.version, minute(30)) }
}
const templates = [full, stepData].map((data) => season.map((last) => template(last, data)))

/** The index-th enrollment of the benchmark as it rests: its records applied, its events items of their own. */
export const enrollmentAt = (index: number) => {
  const like = templates[Math.floor(index / season.length) % 2]?.[index % season.length]
  const step4 = like?.steps[4]
  if (like === undefined) throw new Error("no template")
  const invitation_id = invitationId("2024-12-08", suffixOf(index * 1_000_003 % 2 ** 40))
  const enrollment_id = enrollmentIdOf(invitation_id)
  const enrollment: Enrollment = {
    ...like,
    enrollment_id,
    invitation_id,
    school_id: 1 + index % 4,
    parent_email: `family-${index}@example.test`,
    events: {},
    ...(step4?.state === "completed" && { identity: identityAt({ ...like, enrollment_id }, step4.data, minute(14)) })
  }
  const events = Object.values(like.events).map((event): DomainEvent => ({ ...event, subject: enrollment_id }))
  return { enrollment, events }
}
