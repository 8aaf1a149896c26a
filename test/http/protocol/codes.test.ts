import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { GuardianRefused, PolicyNotMet } from "../../../src/domain/enrollment/errors.ts"
import { VersionConflict } from "../../../src/domain/store/stale-version.ts"
import { problemOf } from "../../../src/http/failure.ts"
import { told } from "../../../src/http/problem-wire.ts"
import { unexpected } from "../../../src/http/problem.ts"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 3)
})
afterAll(() => service.dispose())

const history = (fields: object) => ({ ...stepBodies[4], academic_history: fields })
const student = (fields: object) => ({ ...stepBodies[4], student_info: { ...stepBodies[4].student_info, ...fields } })

const wrong: ReadonlyArray<
  readonly [step: number, body: unknown, pointer: string, code: string, en: string, es: string]
> = [
  [
    4,
    history({ current_gpa: 101 }),
    "/academic_history/current_gpa",
    "out_of_range",
    "Ada's grade point average must be from 0 to 100.",
    "El promedio de Ada debe estar entre 0 y 100."
  ],
  [
    4,
    history({ current_gpa: 3.1234 }),
    "/academic_history/current_gpa",
    "too_precise",
    "Give Ada's grade point average with at most 3 decimals.",
    "Indique el promedio de Ada con 3 decimales como máximo."
  ],
  [
    4,
    student({ previous_schools: Array(5000).fill(5) }),
    "/student_info/previous_schools",
    "too_many",
    "List at most 20: Ada's previous schools.",
    "Indique como máximo 20: las escuelas anteriores de Ada."
  ],
  [
    4,
    student({ first_name: "A\u0000da" }),
    "/student_info/first_name",
    "not_printable",
    "Remove the characters that cannot be printed from Ada's first name.",
    "Quite del nombre de Ada los caracteres que no se pueden imprimir."
  ],
  [
    4,
    { ...stepBodies[4], special_needs: "x".repeat(33_000) },
    "",
    "body_too_large",
    "This is too long. Please shorten the texts.",
    "Esto es demasiado largo. Acorte los textos, por favor."
  ],
  [
    5,
    { required_documents_uploaded: false },
    "/required_documents_uploaded",
    "documents_missing",
    "All required documents must be uploaded.",
    "Todos los documentos requeridos deben estar cargados."
  ]
]

describe("a wrong field", () => {
  it.each(wrong)(
    "of step %d, %j, is told at %s as %s in the caller's language",
    async (step, body, pointer, code, en, es) => {
      for (const [language, message] of [["en", en], ["es", es]] as const) {
        const headers = { "accept-language": language }
        const answer = await service.call("ann", "PUT", `${at}/steps/${step}`, JSON.stringify(body), headers)
        assert.strictEqual(answer.status, 422)
        assert.strictEqual(answer.headers.get("content-language"), language)
        assert.include(answer.headers.get("vary") ?? "", "Accept-Language")
        const [{ params: _, ...error }] = answer.body.errors
        assert.deepStrictEqual([error, answer.body.errors.length], [{ pointer, code, message }, 1])
      }
    }
  )
})

const asked: ReadonlyArray<
  readonly [
    code: string,
    status: number,
    method: string,
    path: (at: string) => string,
    body: unknown,
    headers: Record<string, string>
  ]
> = [
  ["step-out-of-order", 409, "PUT", (at) => `${at}/steps/6`, stepBodies[6], {}],
  ["version-mismatch", 412, "PUT", (at) => `${at}/steps/4`, stepBodies[4], { "if-match": '"v1"' }],
  ["method-not-allowed", 405, "DELETE", (at) => at, undefined, {}],
  ["body-too-large", 413, "PUT", (at) => `${at}/steps/4`, { x: "x".repeat(300_000) }, {}],
  ["malformed-json", 400, "PUT", (at) => `${at}/steps/4`, "{", {}],
  ["unsupported-media-type", 415, "PUT", (at) => `${at}/steps/4`, "{}", { "content-type": "text/plain" }]
]

describe("a request that cannot be done", () => {
  it.each(asked)("is told as %s (%d) in the caller's language", async (code, status, method, path, body, headers) => {
    const said = await Promise.all(
      ["en", "es-MX"].map((language) =>
        service.call("ann", method, path(at), body, { ...headers, "accept-language": language })
      )
    )
    for (const answer of said) assert.deepStrictEqual([answer.status, answer.body.type], [status, `/problems/${code}`])
    assert.notStrictEqual(said[0]?.body.title, said[1]?.body.title)
  })

  it("is told to staff who waive what is done: step-not-waivable", async () => {
    const { body } = await service.call("registrar-1", "POST", `${at}/steps/2/waive`, { reason: "Met in person." })
    assert.strictEqual(body.type, "/problems/step-not-waivable")
  })

  it.each([
    ["version-conflict", problemOf(new VersionConflict({ id: "1" }))],
    ["policy-not-met", problemOf(new PolicyNotMet({ enrollment_id: "1", condition: "deposit" }))],
    ["guardian-refused", problemOf(new GuardianRefused())],
    ["unexpected", unexpected]
  ])("%s is told in both languages", (code, problem) => {
    const [en, es] = [told(problem, "en"), told(problem, "es")]
    assert.deepStrictEqual([en.type, es.type], [`/problems/${code}`, `/problems/${code}`])
    assert.notStrictEqual(en.title, es.title)
  })

  it("a kept answer stays in its first language", async () => {
    const key = { "idempotency-key": "first-language", "accept-language": "es" }
    const invitation = { parent_email: "lucia@example.test", student_first_name: "Lola" }
    const first = await service.call("coach-1", "POST", "/parent-invitations", invitation, key)
    assert.strictEqual(first.body.message, "La invitación está en camino.")
    const again = await service.call("coach-1", "POST", "/parent-invitations", invitation, {
      ...key,
      "accept-language": "en"
    })
    assert.strictEqual(again.text, first.text)
  })

  it("of a thousand wrong entries a hundred are told, and the rest is counted", () => {
    const problem = {
      status: 422,
      code: "invalid",
      errors: Array.from({ length: 1000 }, (_, row) => ({ pointer: `/${row}`, code: "required" as const }))
    } as const
    const { errors, ...rest } = told(problem, "en")
    assert.lengthOf(errors ?? [], 100)
    assert.deepInclude(rest, { errors_left_out: 900 })
  })
})
