import { Arbitrary, Result } from "effect"
import { decide, reopen } from "../../src/domain/enrollment/closing.ts"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import * as provisioning from "../../src/domain/enrollment/provisioning.ts"
import { currentStep } from "../../src/domain/enrollment/status.ts"
import type { StepData } from "../../src/domain/enrollment/step-data.ts"
import { type StepNumber, stepNumbers } from "../../src/domain/enrollment/step.ts"
import { completeStep, waiveStep, withDraft, withdraw } from "../../src/domain/enrollment/transitions.ts"
import { withoutEvents } from "../../src/domain/people/event.ts"
import { pick } from "./arbitrary-values.ts"
import { minute, occasion, stepData, walkedTo } from "./enrollment-walk.ts"

const commands = [
  "complete",
  "complete",
  "complete",
  "waive",
  "draft",
  "drop",
  "claim",
  "apply",
  "refuse",
  "defer",
  "store away",
  "retry",
  "move events",
  "withdraw",
  "reopen",
  "approve",
  "decline"
] as const

export interface Click {
  readonly command: (typeof commands)[number]
  /** `next`: the step that is expected. */
  readonly step: StepNumber | "next"
  readonly variant: 0 | 1
  readonly by: "family" | "staff"
}

/** Two answers to each step. */
export const answers: { readonly [N in StepNumber]: readonly [StepData[N], StepData[N]] } = {
  1: [stepData[1], { ...stepData[1], sport_interests: ["chess"] }],
  2: [stepData[2], { ...stepData[2], consultation_notes: "Call after five." }],
  3: [stepData[3], { ...stepData[3], shadow_day_date: "2024-12-12" }],
  4: [stepData[4], { ...stepData[4], student_info: { ...stepData[4].student_info, birth_date: "2014-03-02" } }],
  5: [stepData[5], { ...stepData[5], additional_documents: ["Letter"] }],
  6: [stepData[6], { ...stepData[6], payment_method: "financial_aid" }]
}

/** Whatever families, staff and relays do, in any order. */
export const clicks: Arbitrary.Arbitrary<ReadonlyArray<Click>> = Arbitrary.array(
  Arbitrary.all({
    command: pick(commands),
    step: pick<StepNumber | "next">(["next", "next", "next", "next", ...stepNumbers]),
    variant: pick([0, 1]),
    by: pick(["family", "staff"])
  }),
  { maxLength: 40 }
)

/** Enrollments at any step under either policy. */
export const starts: Arbitrary.Arbitrary<Enrollment> = Arbitrary.map(
  Arbitrary.all([pick([0, 1, 2, 3, 4, 5, 6] as const), pick(["student-information", "payment"] as const)]),
  ([last, provision_at]) => walkedTo(last, { provision_at })
)

const recorded = (
  enrollment: Enrollment,
  change: (before: provisioning.Provisioning) => provisioning.Provisioning
): Enrollment =>
  enrollment.provisioning.state === "not_due"
    ? enrollment
    : { ...enrollment, provisioning: change(enrollment.provisioning), rev: enrollment.rev + 1 }

/** So that a few clicks reach another day. */
const minutesBetween = 500

/** What becomes of an enrollment by the n-th click; the same enrollment where it is refused. */
export const clicked = (
  enrollment: Enrollment,
  { by, command, step: chosen, variant }: Click,
  n: number
): Enrollment => {
  const step = chosen === "next" ? currentStep(enrollment) ?? 6 : chosen
  const now = minute(n * minutesBetween)
  const at = occasion(n, now)
  switch (command) {
    case "complete":
      return Result.getOrElse(completeStep(enrollment, step, answers[step][variant], by, at), () => enrollment)
    case "waive":
      return Result.getOrElse(waiveStep(enrollment, step, `reason ${variant}`, at), () => enrollment)
    case "withdraw":
      return Result.getOrElse(withdraw(enrollment, "moved away", at), () => enrollment)
    case "reopen":
      return Result.getOrElse(reopen(enrollment, "by mistake", at), () => enrollment)
    case "approve":
      return Result.getOrElse(decide(enrollment, { decision: "approved" }, "coach", at), () => enrollment)
    case "decline":
      return Result.getOrElse(decide(enrollment, { decision: "declined" }, "staff", at), () => enrollment)
    case "draft":
      return withDraft(enrollment, step, { program_interest: `${variant}` }, now)
    case "drop":
      return withDraft(enrollment, step, undefined, now)
    case "claim":
      return recorded(enrollment, (before) => provisioning.claimed(before, now))
    case "apply":
      return recorded(enrollment, (before) => provisioning.applied(before, (before.wanted_version ?? 1) - variant, now))
    case "refuse":
      return recorded(
        enrollment,
        (before) => provisioning.refused(before, [{ pointer: "", code: "invalid", message: "No." }], now)
      )
    case "defer":
      return recorded(enrollment, (before) => provisioning.deferred(before, minute((n + 1) * minutesBetween), now))
    case "store away":
      return recorded(enrollment, (before) => provisioning.storeAway(before, now))
    case "retry":
      return recorded(enrollment, (before) => provisioning.retried(before, now))
    case "move events":
      return withoutEvents(enrollment, new Set(Object.keys(enrollment.events).slice(0, 1)))
  }
}

/** Every state on the way, the first included. */
export const statesOf = (first: Enrollment, all: ReadonlyArray<Click>): ReadonlyArray<Enrollment> =>
  all.reduce<ReadonlyArray<Enrollment>>(
    (states, click, index) => [...states, clicked(states.at(-1) ?? first, click, 100 + index)],
    [first]
  )
