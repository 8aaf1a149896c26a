import { Effect, Redacted } from "effect"
import { begin } from "../../src/domain/enrollment/begin.ts"
import { decideAdmission } from "../../src/domain/enrollment/decide-admission.ts"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import {
  beginPolicy,
  decidePolicy,
  draftPolicy,
  provisionPolicy,
  readEnrollmentPolicy,
  reopenPolicy,
  stepPolicy,
  waivePolicy,
  withdrawPolicy
} from "../../src/domain/enrollment/policies.ts"
import { reopenEnrollment } from "../../src/domain/enrollment/reopen-enrollment.ts"
import { saveDraft } from "../../src/domain/enrollment/steps/save-draft.ts"
import type { Draft, StepData } from "../../src/domain/enrollment/steps/step-data.ts"
import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import { submitStep } from "../../src/domain/enrollment/steps/submit-step.ts"
import { waive } from "../../src/domain/enrollment/steps/waive-step.ts"
import { withdrawEnrollment } from "../../src/domain/enrollment/withdraw-enrollment.ts"
import { invitationToken } from "../../src/domain/invitation/invitation-token.ts"
import type { Principal } from "../../src/domain/people/principal.ts"
import { recover } from "../../src/domain/provisioning/recover.ts"
import type { Operation } from "../history/history.ts"
import type { Services } from "./node-process.ts"
import { type Family, staff } from "./town.ts"

/** What a browser sends: the operation and what it is about. */
export interface Command {
  readonly op: Operation
  readonly by: "family" | "staff"
  readonly step?: StepNumber
  readonly data?: StepData[StepNumber] | Draft
  /** The only version to which the command may apply. */
  readonly expected?: number
  /** The Idempotency-Key of a command that creates something. */
  readonly key?: string
  /** The child whom staff invite: one with this name, whom nobody else invites. */
  readonly child?: string
}

export interface Failure {
  readonly _tag: string
  readonly store?: "workflow" | "student-records"
}

/** Carries out a command as the routes do: the policy first, then the use case with its permit. */
export const carryOut = (
  { data, expected, by, op, step = 1 }: Command,
  { enrollment_id, invitation_id, parent }: Family
): Effect.Effect<Enrollment, Failure, Services> => {
  const principal: Principal = by === "staff" ? staff : parent
  const id = { id: enrollment_id }
  switch (op) {
    case "begin":
      return Effect.gen(function*() {
        const permit = yield* beginPolicy.check(principal)
        const invitation_token = Redacted.make(
          Redacted.value(yield* invitationToken({ invitation_id, generation: 1 }))
        )
        const parent_email = parent._tag === "Person" ? parent.address : ""
        const request = by === "staff" ? { invitation_id } : { invitation_token, parent_email }
        return (yield* begin(permit, request)).enrollment
      })
    case "read":
      return Effect.map(readEnrollmentPolicy.check(principal, id), ({ resource }) => resource)
    case "step":
      return Effect.flatMap(
        stepPolicy.check(principal, id),
        (permit) => submitStep(permit, step, data as StepData[StepNumber], expected)
      )
    case "draft":
    case "drop-draft":
      return Effect.flatMap(
        draftPolicy.check(principal, id),
        (permit) => saveDraft(permit, step, op === "draft" ? data as Draft : undefined)
      )
    case "waive":
      return Effect.flatMap(
        waivePolicy.check(principal, id),
        (permit) => waive(permit, step, "The school knows the child.", expected)
      )
    case "withdraw":
      return Effect.flatMap(
        withdrawPolicy.check(principal, id),
        (permit) => withdrawEnrollment(permit, "We are moving.", expected)
      )
    case "reopen":
      return Effect.flatMap(
        reopenPolicy.check(principal, id),
        (permit) => reopenEnrollment(permit, "By mistake.", expected)
      )
    case "approve":
    case "decline":
      return Effect.flatMap(
        decidePolicy.check(principal, id),
        (permit) => decideAdmission(permit, { decision: op === "approve" ? "approved" : "declined" }, expected)
      )
    case "invite":
      return Effect.die("a child is invited under a key")
    case "recover":
      return Effect.flatMap(
        provisionPolicy.check(principal, id),
        (permit) => recover(permit)
      )
  }
}

const statuses: Readonly<Record<string, number>> = {
  StoreUnavailable: 503,
  EnrollmentNotFound: 404,
  InvitationNotFound: 404,
  NotPermitted: 403,
  VersionMismatch: 412,
  LimitReached: 429
}

/** Returns the status with which HTTP answers a failure. */
export const statusOf = ({ _tag }: Failure): number => statuses[_tag] ?? 409
