import { dateInWords } from "./date-in-words.ts"
import type { Expected } from "./field-codes.ts"
import type { FieldName, FieldWords } from "./field-words.ts"

const date = (text: string) => dateInWords(text, "en")
const or = (values: ReadonlyArray<string>) => new Intl.ListFormat("en", { type: "disjunction" }).format(values)

const ask = ({ ask, name }: FieldName) => ask === "answer" ? `answer the question about ${name}` : `${ask} ${name}`

const expected: Readonly<Record<Expected, string>> = {
  text: "as text",
  number: "as a number",
  yes_no: "with yes or no",
  list: "as a list",
  object: "with its fields",
  choice: "from the choices"
}

/** What is wrong with a field, in English. */
export const en: FieldWords = {
  required: (field) => `${ask(field)}.`,
  unknown_field: () => "this holds a field that is not known here.",
  wrong_type: (field, { expected: kind }) =>
    kind === "yes_no" ? `answer yes or no: ${field.name}.` : `give ${field.name} ${expected[kind]}.`,
  invalid: ({ name }) => `check ${name}: it does not have the right form.`,
  too_long: ({ name }, { max }) => `${name} may have at most ${max} characters.`,
  too_many: ({ name }, { max }) => `list at most ${max}: ${name}.`,
  body_too_large: () => "this is too long. Please shorten the texts.",
  out_of_range: ({ name }, { max, min }) => `${name} must be from ${min} to ${max}.`,
  too_precise: ({ name }, { decimals }) => `give ${name} with at most ${decimals} decimals.`,
  not_in_list: ({ name }, { allowed }) =>
    allowed === undefined ? `choose ${name} from the list.` : `choose ${name}: ${or(allowed)}.`,
  email: ({ name }) => `enter ${name} like name@example.org.`,
  time: ({ name }) => `enter ${name} as a time of day, like 9:30 or 14:00.`,
  time_zone: ({ name }) => `${name} must be one like America/Chicago.`,
  month_day: ({ name }) => `${name} must be a day of every year, like August 15.`,
  school_year_too_short: (_, { days }) => `a school year has at least ${days} days.`,
  date_not_real: ({ name }) => `${name} must be a date that exists.`,
  date_not_past: ({ name }) => `${name} must be in the past.`,
  date_in_future: ({ name }) => `${name} cannot be in the future.`,
  date_too_far: ({ name }, { max, min }) => `${name} must be between ${date(min)} and ${date(max)}.`,
  not_printable: ({ name }) => `remove the characters that cannot be printed from ${name}.`,
  invisible_character: ({ name }) =>
    `there is a character in ${name} that cannot be seen. Delete it all, and type it again.`,
  unreadable: ({ name }) => `a character of ${name} got lost (\uFFFD). Please type it again.`,
  not_a_name: ({ name }) => `${name} must be written in letters, without brackets or markup.`,
  no_links: ({ name }) =>
    `leave links, web addresses and e-mail addresses out of ${name}. Put a space after each period.`,
  not_storable: () => "this holds something that cannot be stored.",
  races_unspecified: () => "choose each race that applies: each of them counts.",
  races_contradict: () => "choose either races, or not to respond.",
  ethnicity_contradiction: () =>
    "the race says Hispanic or Latino, the answer about ethnicity says no. Please correct one of them.",
  phone_or_email: () => "enter an e-mail address or a phone number of this guardian.",
  postal_code: ({ name }) => `${name} must have 5 or 9 digits, like 78701.`,
  age_for_grade: ({ name }, { max, min }) =>
    `please check the grade and ${name}: children of this grade are from ${min} to ${max} years old. If it is right, ask the school.`,
  name_unusual: ({ name }) => `${name} has digits or signs in it. Please correct it. If it is right, ask the school.`,
  waiver_not_signed: () => "the waiver must be signed.",
  documents_missing: () => "all required documents must be uploaded.",
  person_id: ({ name }) => `give ${name} as the id of a person.`,
  school_id: ({ name }) => `give ${name} as the school's number.`,
  coach_id: () => "name a coach by id or address."
}
