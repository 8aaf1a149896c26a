import type { Expression } from "./update-expression.ts"

/** No item of this key is there. */
export const absent: Expression = { text: "attribute_not_exists(pk)", names: {}, values: {} }

/** Whatever is there, or not. */
export const anyway: Expression = { text: "attribute_exists(pk) OR attribute_not_exists(pk)", names: {}, values: {} }

/** An item of this key is there. */
export const present: Expression = { text: "attribute_exists(pk)", names: {}, values: {} }

/** These attributes have these values. */
export const holding = (attributes: Readonly<Record<string, unknown>>): Expression => ({
  text: Object.keys(attributes).map((name) => `#is_${name} = :is_${name}`).join(" AND "),
  names: Object.fromEntries(Object.keys(attributes).map((name) => [`#is_${name}`, name])),
  values: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:is_${name}`, value]))
})
