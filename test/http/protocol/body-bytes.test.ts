import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { bytesThatAreNoJson } from "../../fixtures/body-bytes.ts"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 0)
})
afterAll(() => service.dispose())

const step = stepBodies[1]

const put = async (
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Readonly<Record<string, string>> = {}
) =>
  service.app.request(`${at}/steps/1`, {
    method: "PUT",
    headers: {
      authorization: `Bearer ${service.tokens.get("ann")}`,
      "content-type": "application/json",
      ...headers
    },
    body,
    ...(body instanceof ReadableStream && { duplex: "half" })
  })

/** Returns the status and the problem of a refusal. */
const told = async (answering: Promise<Response>) => {
  const answer = await answering
  return [answer.status, (await answer.json() as { type: string }).type.replace("/problems/", "")]
}

describe("the bytes of a body", () => {
  it.each(bytesThatAreNoJson)("%s are refused: 400, and nothing is stored", async (_, bytes, type) => {
    assert.deepStrictEqual(await told(put(bytes)), [400, type])
    assert.strictEqual((await service.call("ann", "GET", at)).body.version, 1)
  })

  it("may begin with a byte order mark, which is no part of it", async () => {
    const answer = await put(new TextEncoder().encode(`\ufeff${JSON.stringify(step)}`))
    assert.strictEqual(answer.status, 200)
    assert.deepStrictEqual(await told(put(new TextEncoder().encode(`\ufeff\ufeff${JSON.stringify(step)}`))), [
      400,
      "malformed-json"
    ])
  })

  it("may hold any character, written as itself or escaped", async () => {
    for (const name of ["José", "\u{20BB7}野", "Jos\u00e9"]) {
      const escaped = JSON.stringify({ ...step, sport_interests: [name] }).replaceAll(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`
      )
      for (const text of [escaped, JSON.stringify({ ...step, sport_interests: [name] })]) {
        const { body, status } = await service.call("ann", "PUT", `${at}/steps/1/draft`, text)
        assert.deepStrictEqual([status, body.steps["1"].draft.sport_interests], [200, [name]])
      }
    }
  })
})

describe("a body that never ends", () => {
  it.each([{}, { "content-length": "100" }])(
    "because its sender left, with headers %j, is no defect",
    async (headers) => {
      const left = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
        pull: (controller) => controller.error(new Error("aborted"))
      })
      assert.deepStrictEqual(await told(put(left, headers)), [400, "malformed-json"])
      assert.isFalse(service.logs.some((line) => line.includes("defect")))
    }
  )
})

describe("a body that says what it is", () => {
  it.each([
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json; charset=utf8; profile=x",
    "Application/JSON"
  ])("as %s is read", async (type) => {
    assert.strictEqual((await put(JSON.stringify(step), { "content-type": type })).status, 200)
  })

  it.each([
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    'application/json; profile=x; Charset="windows-1252"',
    "application/json; charset=utf-8; charset=latin1",
    "application/json; charset="
  ])("as %s is not: 415", async (type) => {
    assert.deepStrictEqual(await told(put(JSON.stringify(step), { "content-type": type })), [
      415,
      "unsupported-media-type"
    ])
  })

  it("as compressed is not, and the answer says that nothing may be: 415", async () => {
    for (const encoding of ["gzip", "br", "identity, deflate"]) {
      const { headers, status } = await put("{}", { "content-encoding": encoding })
      assert.deepStrictEqual([status, headers.get("accept-encoding")], [415, "identity"])
    }
    assert.strictEqual((await put(JSON.stringify(step), { "content-encoding": "identity" })).status, 200)
  })
})

describe("a name that stands twice in one object", () => {
  it.each([
    `{"program_interest":"Soccer","contact_preference":"email","program_interest":"Chess"}`,
    `{"program_interest":"Soccer","program_inter\\u0065st":"Soccer"}`,
    `{"a":[{"b":{"c":1 , "c" :1}}]}`,
    `{"__proto__":1,"__proto__":2}`,
    `{"":1,"":2}`
  ])("%s is refused: 400", async (text) => {
    assert.deepStrictEqual(await told(put(text)), [400, "repeated-name"])
  })

  it("is none where it stands in two objects, in a text, or differs", async () => {
    const texts = [`{"a":{"a":[{"a":1},{"a":1}]}}`, `{"a":"\\"a\\":1,\\"a\\":","b":"\\\\"}`, `{"a":1,"A":1}`]
    for (const text of texts) assert.deepStrictEqual(await told(put(text)), [422, "invalid"])
  })
})

describe("values that a number or a name cannot be", () => {
  it.each([
    `{"program_interest":1e400}`,
    `{"sport_interests":[-1e999]}`,
    `{"__proto__":{"program_interest":"Soccer"}}`,
    `{"constructor":{"prototype":{"admin":true}}}`
  ])("%s are invalid, also in a draft: 422", async (text) => {
    assert.deepStrictEqual(await told(put(text)), [422, "invalid"])
    assert.strictEqual((await service.call("ann", "PUT", `${at}/steps/1/draft`, text)).status, 422)
  })
})
