import type { Enrollment, SavedDraft } from "../../domain/enrollment/enrollment.ts"
import type { EnrollmentListing } from "../../domain/enrollment/reading/listing.ts"
import { forCoach, type ListedFields, rowFor } from "../../domain/enrollment/reading/seen-fields.ts"
import type { StepNumber } from "../../domain/enrollment/steps/step.ts"
import type { Role } from "../../domain/people/principal.ts"
import type { View } from "../entity-tag.ts"

/** Returns whose eyes the answer is for: staff see everything, the family its own, coaches and operators what the table of fields says. */
export const viewFor = (roles: ReadonlyArray<Role>): View =>
  roles.includes("registrar") || roles.includes("admin")
    ? "staff"
    : roles.includes("parent")
    ? "family"
    : roles.includes("coach")
    ? "coach"
    : "operator"

/** Returns the data of a completed step that this view shows; null if there is none to show. */
export const shownData = ({ steps }: Enrollment, step: StepNumber, view: View): unknown => {
  const record = steps[step]
  if (record?.state !== "completed" || view === "operator") return null
  return view === "coach" ? forCoach(step, record.data) : record.data
}

/** Returns the saved draft of a step. Only the family and staff see what is not finished. */
export const shownDraft = ({ drafts }: Enrollment, step: StepNumber, view: View): SavedDraft | undefined =>
  view === "family" || view === "staff" ? drafts[step] : undefined

type ShownRow = ListedFields & Pick<EnrollmentListing, "same_child">

/** Returns the row of a list in this view. Only staff see the child's other enrollment. */
export const shownListing = (listing: EnrollmentListing, view: View): ShownRow => {
  const { same_child } = listing
  const shown = rowFor(listing, view === "coach" || view === "operator" ? view : "all")
  return view === "staff" && same_child !== undefined ? { ...shown, same_child } : shown
}
