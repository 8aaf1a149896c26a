import { endpointsOf } from "../../src/http/endpoints.ts"
import { openApiDocument } from "../../src/http/openapi/document.ts"
import { type Declared, operations } from "./operations.ts"
import type { Scene } from "./scene.ts"

export interface Schema {
  readonly [keyword: string]: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header"
  readonly schema: Schema
}

/** An operation as the document describes it. */
export interface Operation {
  /** `GET /path/{id}` */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly isPublic: boolean
  readonly parameters: ReadonlyArray<Parameter>
  readonly body: Schema | undefined
  readonly statuses: ReadonlyArray<number>
}

interface Written {
  readonly security: ReadonlyArray<object>
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}

const read = () => {
  const endpoints = endpointsOf({
    corsOrigins: [],
    metrics: "open",
    version: "test",
    isDraining: () => false,
    clientAddress: () => undefined,
    requestsPerMinute: Number.MAX_SAFE_INTEGER
  })
  const { components, paths } = JSON.parse(JSON.stringify(openApiDocument(endpoints, "test"))) as {
    readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
    readonly paths: Readonly<Record<string, Readonly<Record<string, Written>>>>
  }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody, responses, security }]): Operation => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      isPublic: security.length === 0,
      parameters,
      body: requestBody?.content["application/json"]?.schema,
      statuses: Object.keys(responses).map(Number)
    }))
  )
  return { operations: all, schemas: components.schemas }
}

/** Everything that the document holds. It is read from the JSON that clients get, not from the objects behind it. */
export const document = read()

/** Returns what the tests were told about an operation. */
export const declaredOf = ({ body, name }: Operation): Declared => {
  const declared = operations[name]
  const line = `test/security/operations.ts: "${name}": { action: …, about: …${body === undefined ? "" : ", body: …"} }`
  if (declared === undefined) throw new Error(`say whose this operation is, in ${line}`)
  if ((declared.body === undefined) !== (body === undefined)) throw new Error(`a good body, or none, in ${line}`)
  return declared
}

/** Returns the path with the scene's parameters, or with others. */
export const pathOf = (
  { name, path }: Operation,
  scene: Scene,
  params: Readonly<Record<string, string>> = {}
): string => {
  const declared = operations[name]
  const about = declared !== undefined && "about" in declared ? declared.about : undefined
  const known: Readonly<Record<string, string>> = {
    ...(about !== undefined && { id: scene.things[about].id }),
    ...(declared !== undefined && "params" in declared && declared.params?.(scene)),
    ...params
  }
  return path.replace(/\{([^}]+)\}/g, (_, parameter: string) => {
    const value = known[parameter]
    if (value === undefined) throw new Error(`test/security/operations.ts: what is {${parameter}} of "${name}"?`)
    return encodeURIComponent(value)
  })
}
