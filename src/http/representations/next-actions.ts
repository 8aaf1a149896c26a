import type { EnrollmentListing } from "../../domain/enrollment/reading/listing.ts"
import type { StepNumber } from "../../domain/enrollment/steps/step.ts"
import type { Language } from "../../domain/words/language.ts"
import { say, stepIn } from "../../domain/words/said.ts"
import type { View } from "../entity-tag.ts"
import type { NextAction } from "./next-action.ts"

/** Returns what the caller can do next, so that a client need not know the steps. */
export const nextActions = (
  { current_step, enrollment_id, status }: EnrollmentListing,
  view: View,
  language: Language
): ReadonlyArray<NextAction> => {
  if (status === "erased" || view === "coach" || view === "operator") return []
  const at = `/admissions/enrollments/${enrollment_id}`
  if (status === "withdrawn" || status === "declined") {
    return view === "staff"
      ? [{ action: "reopen", method: "POST", href: `${at}/reopen`, title: say("reopen", language) }]
      : []
  }
  const name = stepIn(current_step as StepNumber, language)
  const withdraw = { action: "withdraw", method: "POST", href: `${at}/withdraw`, title: say("withdraw", language) }
  if (status === "completed") return [withdraw]
  const step = `${at}/steps/${current_step}`
  return [
    { action: "complete_step", method: "PUT", href: step, title: say("complete_step", language, name) },
    { action: "save_draft", method: "PUT", href: `${step}/draft`, title: say("save_draft", language, name) },
    ...(view === "staff" && (current_step === 2 || current_step === 3)
      ? [{ action: "waive_step", method: "POST", href: `${step}/waive`, title: say("waive_step", language, name) }]
      : []),
    withdraw
  ]
}
