import { fieldNames } from "../../domain/words/field-names.ts"
import type { JsonSchema } from "./json-schema.ts"
import { isSchema, remade } from "./schema-parts.ts"

const capitalized = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

const named = (field: string): string | undefined =>
  Object.hasOwn(fieldNames, field) ? fieldNames[field]?.en.replaceAll("~", "the child") : undefined

const titleOf = (parent: string, field: string): string =>
  capitalized(named(`${parent}/${field}`) ?? named(field) ?? field.replaceAll("_", " "))

/** Returns a schema whose fields have titles: the names that messages use for them. */
export const titled = (schema: JsonSchema): JsonSchema =>
  remade(schema, (part, parent) => {
    if (part.properties === undefined) return part
    const properties = Object.entries(part.properties).map(([field, each]) =>
      [field, isSchema(each) ? { title: titleOf(parent, field), ...each } : each] as const
    )
    return { ...part, properties: Object.fromEntries(properties) }
  })
