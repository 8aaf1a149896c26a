import * as z from "zod"
import type { Endpoint } from "../described.ts"
import { keyWords } from "../idempotency.ts"
import { isUnlimited } from "../limits/request-buckets.ts"
import type { ProblemStatus } from "../problem-wire.ts"
import { type Components, placed } from "./components.ts"
import { jsonSchema } from "./json-schema.ts"
import { Problem } from "./problem-shape.ts"
import { requestBodyOf } from "./request-body.ts"

const problemWords: Record<ProblemStatus, string> = {
  400: "Malformed",
  401: "No valid access token",
  403: "Not allowed",
  404: "Not there, or not for the caller to know",
  405: "Another method is needed (Allow)",
  409: "Conflict with the state of the thing",
  412: "Not the version named by If-Match",
  413: "Too large",
  415: "Not JSON",
  422: "Well-formed but invalid: every wrong field by pointer",
  429: "Too often (Retry-After)",
  500: "Unexpected",
  503: "A store is away (Retry-After)"
}

/** Returns the problems of an operation: those it names, and those that follow from its parts. */
export const problemsOf = (
  { body, conditional, creates, isPublic, params, path, problems = [], query, rawBody }: Endpoint
): ReadonlyArray<ProblemStatus> =>
  [
    ...new Set<ProblemStatus>([
      ...problems,
      ...(isPublic ? [] : [401 as const]),
      ...(body === undefined ? [] : [400, 413, 415, 422] as const),
      ...(rawBody === undefined ? [] : [400, 413] as const),
      ...(params === undefined && query === undefined ? [] : [422 as const]),
      ...(conditional === true ? [409, 412] as const : []),
      ...(isUnlimited(path) ? [] : [429 as const]),
      ...(creates !== undefined ? [400, 409, 422] as const : []),
      500,
      503
    ])
  ].sort((a, b) => a - b)

const schemaParameters = (where: "path" | "query", schema: z.ZodType | undefined) => {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, "input")
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property
  }))
}

const pathParameters = ({ params, path }: Endpoint) =>
  params !== undefined
    ? schemaParameters("path", params)
    : [...path.matchAll(/:([^/]+)/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" }
    }))

const headerParameter = (name: string, description: string) => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" }
})

const operationOf = (endpoint: Endpoint, components: Components) => ({
  operationId: `${endpoint.method}${
    endpoint.path.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => (letter ?? "").toUpperCase())
  }`,
  summary: endpoint.summary,
  tags: [endpoint.tag],
  security: endpoint.isPublic ? [] : [{ bearer: [] }],
  parameters: [
    ...pathParameters(endpoint),
    ...schemaParameters("query", endpoint.query),
    ...(endpoint.conditional === true
      ? [headerParameter("If-Match", "An entity tag: decide on this version only")]
      : []),
    ...(endpoint.creates !== undefined ? [headerParameter("Idempotency-Key", keyWords)] : [])
  ],
  ...(endpoint.body !== undefined && { requestBody: requestBodyOf(endpoint.body(), components) }),
  ...(endpoint.rawBody !== undefined && {
    requestBody: { required: true, content: { [endpoint.rawBody.mediaType]: {} } }
  }),
  responses: {
    ...Object.fromEntries(
      problemsOf(endpoint).map((status) => [status, {
        description: problemWords[status],
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }
      }])
    ),
    ...Object.fromEntries(
      Object.entries(endpoint.answers).map(([status, { contentType = "application/json", description, schema }]) => [
        status,
        {
          description,
          ...(schema !== undefined && {
            content: { [contentType]: { schema: placed(jsonSchema(schema, "output"), components) } }
          })
        }
      ])
    )
  }
})

/** Returns OpenAPI 3.1 of these operations, from the schemas that validate. */
export const openApiDocument = (endpoints: ReadonlyArray<Endpoint>, version: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  const schemas: Components = {}
  placed(jsonSchema(Problem, "output"), schemas)
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([^/]+)/g, "{$1}")
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint, schemas) }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "tsa-enrollment",
      version,
      description: "Enrollment of Texas Sports Academy: invitations, six steps, and the student records that follow.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" }
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas
    }
  }
}
