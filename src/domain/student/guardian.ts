import { Schema, SchemaTransformation } from "effect"
import { oneOf } from "../values/choices.ts"
import { EmailAddress } from "../values/email-address.ts"
import { line, personName, phone } from "../values/text.ts"
import { codeValueOf } from "./code-value.ts"
import { Country } from "./country.ts"
import { isInUnitedStates } from "./guardian-rules.ts"
import { readState } from "./state.ts"

const optional = Schema.optionalKey

const fields = {
  first_name: personName,
  last_name: personName,
  middle_name: optional(personName),
  relationship_to_student: line(60),
  phone: optional(phone),
  sms: optional(phone),
  address_line_1: optional(line(150)),
  address_line_2: optional(line(150)),
  city: optional(line(30)),
  /** An abbreviation in the United States, elsewhere whatever it is called there. */
  state_abbreviation: optional(line(50)),
  postal_code: optional(line(17)),
  county: optional(line(30)),
  /** The country of the address; the United States if nothing is said. */
  country: optional(Country),
  role: optional(oneOf(["parent", "guardian"])),
  is_emergency_contact: optional(Schema.Boolean),
  lives_with: optional(Schema.Boolean)
}

/** Returns the guardian with the state as its abbreviation, if it is one of the United States. */
const withState = <A extends { readonly country?: string; readonly state_abbreviation?: string }>(guardian: A): A => {
  const { country, state_abbreviation } = guardian
  if (state_abbreviation === undefined || !isInUnitedStates(country)) return guardian
  const state = codeValueOf(state_abbreviation)
  return { ...guardian, state_abbreviation: readState(state) ?? state }
}

const stateAbbreviated = <A extends object>() =>
  SchemaTransformation.transform<A, A>({ decode: withState, encode: (guardian) => guardian })

const Parent = Schema.Struct({ ...fields, email: EmailAddress })
const Further = Schema.Struct({ ...fields, email: optional(EmailAddress) })

/** The parent who enrolls the child. */
export const ParentInfo = Parent.pipe(Schema.decodeTo(Schema.toType(Parent), stateAbbreviated()))

/** A further guardian, who may have a phone and no e-mail. */
export const FurtherGuardian = Further.pipe(Schema.decodeTo(Schema.toType(Further), stateAbbreviated()))
