import { Arbitrary, Schema } from "effect"
import { addDays, type LocalDate } from "../../src/domain/school/local-date.ts"

/** A whole number in [minimum, maximum]. */
export const integer = (minimum: number, maximum: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))

/** One of the values; it shrinks towards the first. */
export const pick = <const A>(values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(integer(0, values.length - 1), (index) => values[index] as A)

/** One of the arbitraries. */
export const oneOf = <A>(...choices: ReadonlyArray<Arbitrary.Arbitrary<A>>): Arbitrary.Arbitrary<A> =>
  Arbitrary.flatMap(pick(choices), (choice) => choice)

/** A day in [from, from + days]. */
export const dayFrom = (from: LocalDate, days: number) => Arbitrary.map(integer(0, days), (n) => addDays(from, n))

/** The eight characters of a suffix. */
export const suffixes = Arbitrary.map(
  Arbitrary.array(pick([..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"]), { minLength: 8, maxLength: 8 }),
  (characters) => characters.join("")
)
