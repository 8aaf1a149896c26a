interface Told {
  readonly code: string
  readonly pointer: string
}

const codes: ReadonlySet<string> = new Set([
  // These depend on the day, and on what is stored.
  "date_not_past",
  "date_in_future",
  "date_too_far",
  "age_for_grade",
  "school_unknown",
  "coach_unknown",
  // These depend on several fields.
  "phone_or_email",
  "postal_code",
  "ethnicity_contradiction",
  "races_contradict",
  "body_too_large",
  // What staff may confirm.
  "name_unusual",
  // What mail programs turn into links, and the time zones that the runtime knows.
  "no_links",
  "time_zone"
])

/**
 * Returns whether a problem may be reported for a body that is as the document wants it (ADR 29): it depends on the day, on what is stored,
 * or on several fields at once, or no pattern that people can read expresses it. An address's state is one of a list only in the United
 * States.
 */
export const isBeyondTheDocument = ({ code, pointer }: Told): boolean =>
  codes.has(code) || code === "not_in_list" && pointer.endsWith("/state_abbreviation")
