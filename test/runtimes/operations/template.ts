/** A CloudFormation template, as far as the tests look into it. */
export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string | number; readonly NoEcho?: boolean }>>
  readonly Resources: Readonly<Record<string, Resource>>
}

export interface Resource {
  readonly Type: string
  readonly DeletionPolicy?: string
  // oxlint-disable-next-line typescript/no-explicit-any -- properties of any kind of resource are looked into here
  readonly Properties: any
}

/** Returns the resources of a type, by logical id without the hash at its end. */
export const resourcesOf = ({ Resources }: Template, type: string): Readonly<Record<string, Resource>> =>
  Object.fromEntries(
    Object.entries(Resources).filter(([, { Type }]) => Type === type).map(([id, resource]) => [nameOf(id), resource])
  )

const nameOf = (id: string): string => id.replace(/[0-9A-F]{8}$/, "")

type Values = Readonly<Record<string, string>>

/**
 * Returns what a value resolves to. References to parameters are taken from `values`; references to resources become `{name}` or
 * `{name.attribute}`. The conditions that hold are those named in `holding`.
 */
export const resolved = (value: unknown, values: Values, holding: ReadonlyArray<string> = []): unknown => {
  if (Array.isArray(value)) return value.map((each) => resolved(each, values, holding))
  if (typeof value !== "object" || value === null) return value
  const [[key, inner] = ["", undefined]] = Object.entries(value)
  switch (key) {
    case "Ref":
      return values[String(inner)] ?? `{${nameOf(String(inner))}}`
    case "Fn::GetAtt": {
      const [id, attribute] = inner as readonly [string, string]
      return `{${nameOf(id)}.${attribute}}`
    }
    case "Fn::Join": {
      const [separator, parts] = inner as readonly [string, ReadonlyArray<unknown>]
      return (resolved(parts, values, holding) as ReadonlyArray<string>).join(separator)
    }
    case "Fn::If": {
      const [condition, one, other] = inner as readonly [string, unknown, unknown]
      return resolved(holding.includes(condition) ? one : other, values, holding)
    }
    default:
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, values, holding)]))
  }
}

const listOf = (value: unknown): ReadonlyArray<unknown> => Array.isArray(value) ? value : [value]

/** Returns each action that a role may take, with its target: `dynamodb:Query {Table.Arn}`. */
export const rightsOf = ({ Properties }: Resource): ReadonlyArray<string> => {
  const { ManagedPolicyArns = [], Policies } = resolved(Properties, {}) as {
    readonly ManagedPolicyArns?: ReadonlyArray<string>
    readonly Policies: ReadonlyArray<{ readonly PolicyDocument: { readonly Statement: ReadonlyArray<Statement> } }>
  }
  const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
  return [
    ...ManagedPolicyArns.map((arn) => `all of ${arn}`),
    ...statements.flatMap(({ Action, Effect, Resource }) =>
      listOf(Action).flatMap((action) =>
        listOf(Resource).map((resource) => `${Effect === "Allow" ? "" : `${Effect} `}${action} ${resource}`)
      )
    )
  ].toSorted()
}

interface Statement {
  readonly Effect: string
  readonly Action: unknown
  readonly Resource: unknown
}
