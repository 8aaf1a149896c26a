import { recordsDue } from "../../src/domain/enrollment/projection.ts"
import type { Violation } from "./history.ts"
import type { Subject } from "./subject.ts"

type Found = Omit<Violation, "enrollment_id">

/**
 * A provisioning event carries the version that was tried, a read the version that was seen, and a child found elsewhere the version that
 * named it. All other events carry the version that they made.
 */
const ofNoChange = ["student_record_created", "student_creation_failed", "record_read", "same_child_elsewhere"]

/** I4: each accepted change raises the version by one and leaves one event. */
const oneEventPerVersion = ({ enrollment, events }: Subject): ReadonlyArray<Found> => {
  const versions = events.filter(({ type }) => !ofNoChange.includes(type)).map(({ details }) =>
    Number(details["version"])
  ).toSorted((one, other) => one - other)
  const expected = Array.from({ length: enrollment.version }, (_, index) => index + 1).join(",")
  const found = versions.join(",")
  return found === expected ? [] : [{ invariant: 4, expected: `events of versions ${expected}`, found }]
}

/** I10: nothing is left open. I8: an enrollment that needs attention says why, per field and in words. */
const settled = ({ enrollment: { provisioning }, enrollment }: Subject): ReadonlyArray<Found> => {
  const { applied_version, problems, state, wanted_version } = provisioning
  if (!recordsDue(enrollment)) {
    return state === "not_due" ? [] : [{ invariant: 10, expected: "not_due", found: state }]
  }
  if (state === "needs_attention") {
    const isNamed = problems.length > 0 && problems.every(({ code, message }) => code !== "" && message !== "")
    return isNamed ? [] : [{ invariant: 8, expected: "a named reason", found: JSON.stringify(problems) }]
  }
  return state === "applied" && (applied_version ?? 0) >= (wanted_version ?? 0)
    ? []
    : [{ invariant: 10, expected: `version ${wanted_version} applied`, found: `${state} ${applied_version ?? ""}` }]
}

/** Exactly one event tells of the creation of the records. */
const createdOnce = ({ enrollment, events }: Subject): ReadonlyArray<Found> => {
  const times = events.filter(({ type }) => type === "student_record_created").length
  const expected = enrollment.provisioning.applied_version === undefined ? 0 : 1
  return times === expected
    ? []
    : [{ invariant: 1, expected: `student_record_created ${expected} times`, found: `${times}` }]
}

/** What one enrollment's events and provisioning must look like once all is quiet. */
export const eventsOf = (subject: Subject): ReadonlyArray<Found> => [
  ...oneEventPerVersion(subject),
  ...settled(subject),
  ...createdOnce(subject)
]
