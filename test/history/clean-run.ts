import { Result } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords } from "../../src/domain/enrollment/projection.ts"
import { applied } from "../../src/domain/enrollment/provisioning.ts"
import { type StepNumber, stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import { withDraft } from "../../src/domain/enrollment/transitions.ts"
import { begun, completed, minute, stepData } from "../fixtures/enrollment-walk.ts"
import { answeredOf, digestOf } from "./answered.ts"
import type { Dump, Exchange, Rows } from "./history.ts"

/** Returns the rows that an enrollment asks for. */
export const rowsFor = (enrollment: Enrollment): Rows => {
  const { associations, extension, student, user } = Result.getOrThrow(projectStudentRecords(enrollment))
  return {
    students: [{ ...student }],
    student_school_associations: associations.map((association) => ({ ...association })),
    tsa_student_extensions: [{ ...extension }],
    users: [{ ...user }]
  }
}

const exchange = (
  n: number,
  answer: Enrollment,
  about: Pick<Exchange, "op"> & { readonly step?: StepNumber; readonly sent?: string }
): Exchange => ({
  asked_at: n * 10,
  answered_at: n * 10 + 5,
  client: "ann",
  status: 200,
  enrollment_id: answer.enrollment_id,
  answer: answeredOf(answer),
  ...about
})

/** Returns the history of a family that walks all six steps, with a draft of step 6 on the way, and what both stores hold in the end. */
export const cleanRun = (): { readonly history: ReadonlyArray<Exchange>; readonly dump: Dump } => {
  const history: Array<Exchange> = []
  let enrollment = begun()
  history.push({ ...exchange(0, enrollment, { op: "begin" }), idempotency_key: "key-0", status: 201, body: "begun" })
  for (const step of stepNumbers) {
    enrollment = completed(enrollment, step)
    history.push(exchange(step, enrollment, { op: "step", step, sent: digestOf(stepData[step]) }))
  }
  const draft = { sport_interests: ["chess"] }
  enrollment = withDraft(enrollment, 1, draft, minute(90))
  history.push(exchange(7, enrollment, { op: "draft", step: 1, sent: digestOf(draft) }))
  history.push({
    asked_at: 86,
    answered_at: 87,
    client: "coach",
    op: "invite",
    idempotency_key: "key-8",
    sent: "Kit",
    status: 201,
    body: "invited",
    made: "TSA-INV-20241208-K1TK1TK1"
  })
  const created = {
    id: "created",
    at: minute(91),
    actor: "system:relay",
    type: "student_record_created",
    subject: enrollment.enrollment_id,
    details: { version: enrollment.version }
  }
  const settled: Enrollment = {
    ...enrollment,
    events: {},
    provisioning: applied(enrollment.provisioning, enrollment.version, minute(91))
  }
  const events = [...Object.values(enrollment.events), created]
  return {
    history,
    dump: {
      enrollments: [settled],
      events,
      rows: rowsFor(settled),
      invited: [{ invitation_id: "TSA-INV-20241208-K1TK1TK1", child: "Kit" }]
    }
  }
}
