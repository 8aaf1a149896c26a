/** The kinds of values that a field may ask for. */
export type Expected = "text" | "number" | "yes_no" | "list" | "object" | "choice"

/**
 * What can be wrong with a field: a stable code, and the parameters with which a client can put it into its own words. Dates are
 * `YYYY-MM-DD`; lengths count code points.
 */
export interface FieldParams {
  readonly required: object
  readonly unknown_field: object
  readonly wrong_type: { readonly expected: Expected }
  readonly invalid: object
  readonly too_long: { readonly max: number }
  readonly too_many: { readonly max: number }
  readonly body_too_large: object
  readonly out_of_range: { readonly min: number; readonly max: number }
  readonly too_precise: { readonly decimals: number }
  /** `allowed` is absent if the list is long. */
  readonly not_in_list: { readonly allowed?: ReadonlyArray<string> }
  readonly email: object
  readonly time: object
  readonly time_zone: object
  readonly month_day: object
  readonly school_year_too_short: { readonly days: number }
  readonly date_not_real: object
  readonly date_not_past: object
  readonly date_in_future: object
  readonly date_too_far: { readonly min: string; readonly max: string }
  readonly not_printable: object
  readonly invisible_character: object
  readonly unreadable: object
  readonly not_a_name: object
  readonly no_links: object
  readonly not_storable: object
  readonly races_unspecified: object
  readonly races_contradict: object
  readonly ethnicity_contradiction: object
  readonly phone_or_email: object
  readonly postal_code: object
  /** A child of this grade is usually from `min` to `max` years old. Staff may confirm it. */
  readonly age_for_grade: { readonly min: number; readonly max: number }
  /** Digits or signs in a name. Staff may confirm it. */
  readonly name_unusual: object
  readonly waiver_not_signed: object
  readonly documents_missing: object
  readonly person_id: object
  readonly school_id: object
  readonly coach_id: object
}

export type FieldCode = keyof FieldParams
export type ParamsOf<C extends FieldCode> = FieldParams[C]

/** What is wrong with one field: a JSON Pointer (RFC 6901), a stable code and its parameters. It is put into words where it is told. */
export interface FieldProblem<C extends FieldCode = FieldCode> {
  readonly pointer: string
  readonly code: C
  readonly params?: ParamsOf<C>
}
