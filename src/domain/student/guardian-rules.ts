import { type Sent, sentText } from "../values/sent.ts"
import type { FieldProblem } from "../words/field-codes.ts"
import { codeValueOf } from "./code-value.ts"
import { readCountry } from "./country.ts"
import { readState } from "./state.ts"

/** Whether an address is in the United States, where states and postal codes have a form of their own. */
export const isInUnitedStates = (country: string | undefined): boolean =>
  country === undefined || readCountry(country) === "US"

const postalCode = /^\d{5}(-?\d{4})?$/

/** Returns what is wrong with a guardian's address. A value that stands as it was accepted is not asked about again. */
export const addressProblems = (pointer: string, guardian: Sent, before: Sent): ReadonlyArray<FieldProblem> => {
  const country = sentText(guardian, "country")
  if (!isInUnitedStates(country === undefined ? undefined : codeValueOf(country))) return []
  const isNew = (field: string) => guardian[field] !== before[field] || guardian["country"] !== before["country"]
  const [state, postal] = [sentText(guardian, "state_abbreviation"), sentText(guardian, "postal_code")]
  return [
    ...(state !== undefined && isNew("state_abbreviation") && readState(codeValueOf(state)) === undefined
      ? [{ pointer: `${pointer}/state_abbreviation`, code: "not_in_list", params: {} } as const]
      : []),
    ...(postal !== undefined && isNew("postal_code") && !postalCode.test(postal)
      ? [{ pointer: `${pointer}/postal_code`, code: "postal_code" } as const]
      : [])
  ]
}

/** A further guardian must be reachable in at least one way. */
export const reachProblems = (pointer: string, guardian: Sent): ReadonlyArray<FieldProblem> =>
  ["email", "phone", "sms"].some((field) => field in guardian)
    ? []
    : [{ pointer: `${pointer}/email`, code: "phone_or_email" }]
