import type { Schema } from "effect"

/** Reads a value by a rule of the domain. The rule is loaded when there is a value to read. */
export const ruled = <S extends Schema.ConstraintDecoder<unknown>>(
  rule: () => Promise<S>,
  inputOf: (text: string) => unknown = (text) => text
) =>
async (text: string): Promise<S["Type"]> => {
  const [{ decodeStrictly }, { tell }, { Result }, schema] = await Promise.all([
    import("../../domain/values/field-problems.ts"),
    import("../../domain/words/tell.ts"),
    import("effect"),
    rule()
  ])
  const read = decodeStrictly(schema)(inputOf(text))
  if (Result.isSuccess(read)) return read.success
  const [problem] = read.failure
  throw new Error(problem === undefined ? "This cannot be read." : tell(problem, "en"))
}

/** A whole number within these bounds. */
export const wholeNumber = (least: number, most: number) => (text: string): number => {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Error(`Please give a whole number from ${least} to ${most}.`)
}
