import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"

/** A refusal lists the values of a list of at most this length; longer ones are in the API's document. */
const toldAtMost = 20

/** Returns the code value of an Ed-Fi descriptor, given as itself or as its URI (`uri://…#code value`). */
export const codeValueOf = (text: string): string => text.replace(/^uri:\/\/[^#]*#/, "").normalize("NFC").trim()

/** One of a closed list of code values. `read` returns the one that a text means, or undefined. */
export const codeValue = <const Values extends ReadonlyArray<string>>(
  values: Values,
  read: (text: string) => string | undefined
) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.Literals(values).annotate(
        refuses("not_in_list", values.length <= toldAtMost ? { allowed: values } : {})
      ),
      SchemaTransformation.transform<Values[number], string>({
        decode: (text) => (read(codeValueOf(text)) ?? "") as Values[number],
        encode: (value) => value
      })
    )
  )

/** Returns a function that finds a code value whatever the case of its letters. */
export const ignoringCase = (values: ReadonlyArray<string>, others: Readonly<Record<string, string>> = {}) => {
  const known = new Map([
    ...values.map((value) => [value.toLowerCase(), value] as const),
    ...Object.entries(others).map(([other, value]) => [other.toLowerCase(), value] as const)
  ])
  return (text: string): string | undefined => known.get(text.toLowerCase())
}
