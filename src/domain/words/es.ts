import { dateInWords } from "./date-in-words.ts"
import type { Expected } from "./field-codes.ts"
import type { FieldName, FieldWords } from "./field-words.ts"

const date = (text: string) => dateInWords(text, "es")
const or = (values: ReadonlyArray<string>) => new Intl.ListFormat("es", { type: "disjunction" }).format(values)

const verbs = { enter: "escriba", choose: "elija", answer: "responda a la pregunta sobre" } as const
const ask = ({ ask, name }: FieldName) => `${verbs[ask]} ${name}`

const expected: Readonly<Record<Expected, string>> = {
  text: "como texto",
  number: "como número",
  yes_no: "con sí o no",
  list: "como lista",
  object: "con sus campos",
  choice: "entre las opciones"
}

/** What is wrong with a field, in Spanish. */
export const es: FieldWords = {
  required: (field) => `${ask(field)}.`,
  unknown_field: () => "aquí hay un campo que no se conoce.",
  wrong_type: (field, { expected: kind }) =>
    kind === "yes_no" ? `responda sí o no: ${field.name}.` : `indique ${field.name} ${expected[kind]}.`,
  invalid: ({ name }) => `revise ${name}: no tiene la forma correcta.`,
  too_long: ({ name }, { max }) => `${name} puede tener como máximo ${max} caracteres.`,
  too_many: ({ name }, { max }) => `indique como máximo ${max}: ${name}.`,
  body_too_large: () => "esto es demasiado largo. Acorte los textos, por favor.",
  out_of_range: ({ name }, { max, min }) => `${name} debe estar entre ${min} y ${max}.`,
  too_precise: ({ name }, { decimals }) => `indique ${name} con ${decimals} decimales como máximo.`,
  not_in_list: ({ name }, { allowed }) =>
    allowed === undefined ? `elija ${name} de la lista.` : `elija ${name}: ${or(allowed)}.`,
  email: ({ name }) => `escriba ${name} como nombre@example.org.`,
  time: ({ name }) => `escriba ${name} como hora del día, por ejemplo 9:30 o 14:00.`,
  time_zone: ({ name }) => `${name} debe ser como America/Chicago.`,
  month_day: ({ name }) => `${name} debe ser un día de todos los años, como el 15 de agosto.`,
  school_year_too_short: (_, { days }) => `un año escolar tiene al menos ${days} días.`,
  date_not_real: ({ name }) => `${name} debe ser una fecha que exista.`,
  date_not_past: ({ name }) => `${name} debe estar en el pasado.`,
  date_in_future: ({ name }) => `${name} no puede estar en el futuro.`,
  date_too_far: ({ name }, { max, min }) => `${name} debe estar entre el ${date(min)} y el ${date(max)}.`,
  not_printable: ({ name }) => `quite de ${name} los caracteres que no se pueden imprimir.`,
  invisible_character: ({ name }) => `en ${name} hay un carácter que no se ve. Bórrelo todo y escríbalo de nuevo.`,
  unreadable: ({ name }) => `en ${name} se perdió un carácter (\uFFFD). Escríbalo de nuevo, por favor.`,
  not_a_name: ({ name }) => `${name} debe escribirse con letras, sin corchetes ni marcas.`,
  no_links: ({ name }) =>
    `quite de ${name} los enlaces y las direcciones de internet o de correo. Deje un espacio después de cada punto.`,
  not_storable: () => "aquí hay algo que no se puede guardar.",
  races_unspecified: () => "elija cada raza que corresponda: cada una cuenta.",
  races_contradict: () => "elija razas, o bien no responder.",
  ethnicity_contradiction: () =>
    "la raza dice hispano o latino, la respuesta sobre etnicidad dice no. Corrija una de las dos, por favor.",
  phone_or_email: () => "escriba un correo electrónico o un número de teléfono de este tutor.",
  postal_code: ({ name }) => `${name} debe tener 5 o 9 dígitos, como 78701.`,
  age_for_grade: ({ name }, { max, min }) =>
    `revise el grado y ${name}: los niños de este grado tienen de ${min} a ${max} años. Si es correcto, pregunte a la escuela.`,
  name_unusual: ({ name }) =>
    `${name} tiene dígitos o signos. Corríjalo, por favor. Si es correcto, pregunte a la escuela.`,
  waiver_not_signed: () => "la exención de responsabilidad debe estar firmada.",
  documents_missing: () => "todos los documentos requeridos deben estar cargados.",
  person_id: ({ name }) => `indique ${name} como el identificador de una persona.`,
  school_id: ({ name }) => `indique ${name} como el número de la escuela.`,
  coach_id: () => "indique un entrenador por su identificador o su dirección."
}
