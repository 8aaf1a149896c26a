import type { FieldName } from "./field-words.ts"
import type { Language } from "./language.ts"

/** A field's name in each language. `~` stands for the child: by name, else `your child`, `su hijo o hija`. */
type Names = Readonly<Record<Language, string>> & { readonly ask?: FieldName["ask"] }

const enter = (en: string, es: string): Names => ({ en, es })
const choose = (en: string, es: string): Names => ({ en, es, ask: "choose" })

const yours = {
  first_name: enter("your first name", "su nombre"),
  last_name: enter("your last name", "su apellido"),
  middle_name: enter("your middle name", "su segundo nombre"),
  email: enter("your e-mail address", "su correo electrónico"),
  relationship_to_student: enter("your relationship to ~", "su parentesco con ~"),
  phone: enter("your phone number", "su número de teléfono"),
  sms: enter("your number for text messages", "su número para mensajes de texto"),
  address_line_1: enter("your street address", "su dirección"),
  address_line_2: enter("the second line of your address", "la segunda línea de su dirección"),
  city: enter("your city", "su ciudad"),
  state_abbreviation: choose("your state", "su estado"),
  postal_code: enter("your ZIP code", "su código postal"),
  county: enter("your county", "su condado"),
  role: choose("your role", "su papel")
}

/** Names of fields where they stand (`student_info/first_name`), else by the last part of their pointer. */
export const fieldNames: Readonly<Record<string, Names>> = {
  ...Object.fromEntries(Object.entries(yours).map(([field, names]) => [`parent_info/${field}`, names])),
  "student_info/first_name": enter("~'s first name", "el nombre de ~"),
  "student_info/last_name": enter("~'s last name", "el apellido de ~"),
  first_name: enter("the first name", "el nombre"),
  last_name: enter("the last name", "el apellido"),
  email: enter("the e-mail address", "el correo electrónico"),
  grade_level: choose("~'s grade", "el grado de ~"),
  birth_date: enter("~'s date of birth", "la fecha de nacimiento de ~"),
  phone: enter("the phone number", "el número de teléfono")
}
