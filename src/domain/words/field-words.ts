import type { FieldCode, ParamsOf } from "./field-codes.ts"

/** How a field is named in a sentence (`Ada's last name`), and what a person does with it. */
export interface FieldName {
  readonly name: string
  readonly ask: "enter" | "choose" | "answer"
}

/** The words of one language for every code. The sentence is capitalized afterwards. */
export type FieldWords = { readonly [C in FieldCode]: (field: FieldName, params: ParamsOf<C>) => string }
