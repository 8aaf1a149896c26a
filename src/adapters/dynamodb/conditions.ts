import type { Expression } from "./update-expression.ts"

/** Holds if there is no item with this key. */
export const absent: Expression = { text: "attribute_not_exists(pk)", names: {}, values: {} }

/** Always holds. */
export const anyway: Expression = { text: "attribute_exists(pk) OR attribute_not_exists(pk)", names: {}, values: {} }

/** Holds if there is an item with this key. */
export const present: Expression = { text: "attribute_exists(pk)", names: {}, values: {} }

/** Holds if these attributes have these values. */
export const holding = (attributes: Readonly<Record<string, unknown>>): Expression => ({
  text: Object.keys(attributes).map((name) => `#is_${name} = :is_${name}`).join(" AND "),
  names: Object.fromEntries(Object.keys(attributes).map((name) => [`#is_${name}`, name])),
  values: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:is_${name}`, value]))
})
