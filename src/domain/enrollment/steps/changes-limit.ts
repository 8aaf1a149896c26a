import { Result } from "effect"
import { windowAt } from "../../request/counters.port.ts"
import { type Limit, LimitReached } from "../../request/limit.ts"
import type { Enrollment } from "../enrollment.ts"

/** Limits the accepted changes by a family to one enrollment. A person who fills in forms never comes near it. */
export const familyChanges: Limit = { name: "family-changes", most: 60, seconds: 60 }

/**
 * Returns the changed enrollment with one change more by its family in the window of `now`. The count is part of the enrollment: it is
 * written with the change itself, or not at all.
 */
export const withFamilyChange = (enrollment: Enrollment, now: string): Result.Result<Enrollment, LimitReached> => {
  const { name, most, seconds } = familyChanges
  const { ends_at } = windowAt(Date.parse(now), seconds)
  const before = enrollment.family_changes
  const times = before?.ends_at === ends_at ? before.times + 1 : 1
  if (times <= most) return Result.succeed({ ...enrollment, family_changes: { ends_at, times } })
  const wait_seconds = Math.max(1, Math.ceil((Date.parse(ends_at) - Date.parse(now)) / 1000))
  return Result.fail(new LimitReached({ name, most, seconds, wait_seconds }))
}
