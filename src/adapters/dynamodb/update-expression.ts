import type { AttributeChange } from "../../domain/enrollment/attribute-changes.ts"

/** An expression of DynamoDB with what its placeholders stand for. */
export interface Expression {
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * Returns the update that makes these changes and adds one to each of the counters. Every name is aliased, because many are reserved words
 * (`state`, `data`), and keys such as `4` or an event's id are not names at all.
 */
export const updateExpression = (
  changes: ReadonlyArray<AttributeChange>,
  raised: ReadonlyArray<string> = []
): Expression => {
  const aliases = new Map<string, string>()
  const values: Record<string, unknown> = {}
  const alias = (name: string) => {
    const known = aliases.get(name) ?? `#n${aliases.size}`
    aliases.set(name, known)
    return known
  }
  const sets: Array<string> = []
  const removes: Array<string> = []
  for (const { path, value } of changes) {
    const target = path.map(alias).join(".")
    if (value === undefined) removes.push(target)
    else {
      values[`:v${sets.length}`] = value
      sets.push(`${target} = :v${sets.length}`)
    }
  }
  if (raised.length > 0) values[":one"] = 1
  for (const name of raised) sets.push(`${alias(name)} = ${alias(name)} + :one`)
  return {
    text: [
      ...sets.length > 0 ? [`SET ${sets.join(", ")}`] : [],
      ...removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []
    ].join(" "),
    names: Object.fromEntries([...aliases].map(([name, known]) => [known, name])),
    values
  }
}
