import { Equal } from "effect"
import type { ChangeContext } from "../history/event.ts"
import type { Enrollment } from "./enrollment.ts"
import { projectStudentRecords, recordsDue } from "./projection.ts"
import { wantRecords } from "./provisioning.ts"

type Details = Record<string, string | number | boolean>

/** Whether the records of `after` are due and differ from those of `before` in more than the version. */
const recordsChange = (before: Enrollment, after: Enrollment): boolean =>
  recordsDue(after) && (
    !recordsDue(before) ||
    !Equal.equals(projectStudentRecords({ ...before, version: 0 }), projectStudentRecords({ ...after, version: 0 }))
  )

/**
 * Returns the enrollment with an accepted change: its version is one higher, it holds one more event, and its records are wanted if they
 * change.
 */
export const accept = (
  before: Enrollment,
  changed: Enrollment,
  type: string,
  context: ChangeContext,
  details: Details = {}
): Enrollment => {
  const { actor, event_id, now } = context
  const version = before.version + 1
  return {
    ...changed,
    version,
    updated_at: now,
    provisioning: recordsChange(before, changed) ? wantRecords(before.provisioning, version, now) : before.provisioning,
    events: {
      ...before.events,
      [event_id]: {
        id: event_id,
        at: now,
        actor,
        type,
        subject: before.enrollment_id,
        details: { ...details, version }
      }
    }
  }
}
