import type { Enrollment } from "../enrollment/enrollment.ts"
import {
  applied,
  deferred,
  type Provisioning,
  type RecordProblem,
  refused,
  released,
  storeAway
} from "../enrollment/provisioning.ts"

/** The outcome of a try, as it is written into the enrollment. */
export type Outcome =
  | { readonly _tag: "Held"; readonly version: number }
  | { readonly _tag: "Refused"; readonly problems: ReadonlyArray<RecordProblem> }
  | { readonly _tag: "Failed"; readonly code: string; readonly next_attempt_at: string }
  | { readonly _tag: "Unavailable"; readonly code: string }

const nextProvisioning = (provisioning: Provisioning, outcome: Outcome, now: string): Provisioning => {
  switch (outcome._tag) {
    case "Held":
      return applied(provisioning, outcome.version, now)
    case "Refused":
      return refused(provisioning, outcome.problems, now)
    case "Failed":
      return deferred(provisioning, outcome.next_attempt_at, now)
    case "Unavailable":
      return storeAway(provisioning, now)
  }
}

/** Returns the event for an outcome. The first success, the first failure and a refusal have one; not every attempt does. */
const eventOf = (
  before: Provisioning,
  outcome: Outcome
): { readonly type: string; readonly code?: string } | undefined => {
  if (outcome._tag === "Held") {
    return before.applied_version === undefined
      ? { type: "student_record_created" }
      : undefined
  }
  if (outcome._tag === "Refused") {
    return { type: "student_creation_failed", code: outcome.problems[0]?.code ?? "refused" }
  }
  return before.failed_at === undefined ? { type: "student_creation_failed", code: outcome.code } : undefined
}

/**
 * Returns the enrollment with the outcome of a try written in. A failure is not noted if its version is no longer the wanted one, or if the
 * enrollment is no longer pending: the newer version has its own try. This is bookkeeping: `rev` rises, the version stays.
 */
export const withOutcome = (
  enrollment: Enrollment,
  tried: number,
  outcome: Outcome,
  now: string,
  event_id: string
): Enrollment => {
  const { provisioning } = enrollment
  const isOutdated = provisioning.state !== "pending" || (provisioning.wanted_version ?? 0) > tried
  if (outcome._tag !== "Held" && isOutdated) {
    return provisioning.lease_until === undefined
      ? enrollment
      : { ...enrollment, rev: enrollment.rev + 1, provisioning: released(provisioning) }
  }
  const event = eventOf(provisioning, outcome)
  const registered = enrollment.identity?.registered_at ?? now
  return {
    ...enrollment,
    rev: enrollment.rev + 1,
    provisioning: nextProvisioning(provisioning, outcome, now),
    events: event === undefined ? enrollment.events : {
      ...enrollment.events,
      [event_id]: {
        id: event_id,
        at: now,
        actor: "system:relay",
        type: event.type,
        subject: enrollment.enrollment_id,
        details: {
          version: tried,
          ...(event.code !== undefined && { code: event.code }),
          ...(outcome._tag === "Held" && {
            student_unique_id: enrollment.identity?.student_unique_id ?? "",
            latency_ms: Math.max(0, Date.parse(now) - Date.parse(registered))
          })
        }
      }
    }
  }
}
