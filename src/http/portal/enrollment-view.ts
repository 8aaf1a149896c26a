import type { CompletedStep, Enrollment, SavedDraft } from "../../domain/enrollment/enrollment.ts"
import type { EnrollmentListing } from "../../domain/enrollment/listing.ts"
import type { StepNumber } from "../../domain/enrollment/step.ts"
import type { Role } from "../../domain/people/principal.ts"
import type { View } from "../entity-tag.ts"

/** Whose eyes the answer is for: staff see all, the family its own, coaches nothing medical, operators ids and states. */
export const viewFor = (roles: ReadonlyArray<Role>): View =>
  roles.includes("registrar") || roles.includes("admin")
    ? "staff"
    : roles.includes("parent")
    ? "family"
    : roles.includes("coach")
    ? "coach"
    : "operator"

const withoutKeys = (record: object, ...keys: ReadonlyArray<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))

/** A step's data as a coach may see it: nothing about health, diets or special needs. */
const forCoach = (step: StepNumber, data: CompletedStep["data"]): unknown => {
  if (step === 3) return withoutKeys(data, "dietary_restrictions")
  if (step !== 4) return data
  const { academic_history } = data as CompletedStep<4>["data"]
  return {
    ...withoutKeys(data, "medical_info", "special_needs"),
    academic_history: withoutKeys(academic_history, "special_education_services", "special_accommodations")
  }
}

/** The data of a completed step that this view shows; null where there is none to show. */
export const shownData = ({ steps }: Enrollment, step: StepNumber, view: View): unknown => {
  const record = steps[step]
  if (record?.state !== "completed" || view === "operator") return null
  return view === "coach" ? forCoach(step, record.data) : record.data
}

/** The saved draft of a step; only the family and staff see what is not finished. */
export const shownDraft = ({ drafts }: Enrollment, step: StepNumber, view: View): SavedDraft | undefined =>
  view === "family" || view === "staff" ? drafts[step] : undefined

/** The row of a list in this view: for operators without names and addresses. */
export const shownListing = (listing: EnrollmentListing, view: View): EnrollmentListing =>
  view !== "operator" ? listing : {
    ...listing,
    student_first_name: null,
    student_last_name: null,
    grade_level: null,
    sport_interest: null,
    coach_name: "",
    parent_email: ""
  }
