import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { begun, makeService, type Service, stepBodies, walked } from "../harness.ts"

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 3)
})
afterAll(() => service.dispose())

const student = (fields: object) => ({ ...stepBodies[4], student_info: { ...stepBodies[4].student_info, ...fields } })

const invalid: ReadonlyArray<readonly [what: string, body: unknown, pointers: ReadonlyArray<string>]> = [
  ["an impossible date", student({ birth_date: "2015-02-30" }), ["/student_info/birth_date"]],
  ["a date in the future", student({ birth_date: "2999-01-01" }), ["/student_info/birth_date"]],
  ["a date long ago", student({ birth_date: "1890-01-01" }), ["/student_info/birth_date"]],
  ["a control character", student({ first_name: "A\u0000da" }), ["/student_info/first_name"]],
  ["a lone surrogate", '{"student_info":{"first_name":"A\\ud800"}}', [
    "/student_info/first_name",
    "/student_info/last_name",
    "/student_info/birth_date",
    "/student_info/grade_level",
    "/parent_info"
  ]],
  ["a name of 10,000 characters", student({ last_name: "x".repeat(10_000) }), ["/student_info/last_name"]],
  ["an unknown grade", student({ grade_level: "13th" }), ["/student_info/grade_level"]],
  ["unknown codes", student({ birth_state_abbreviation_descriptor: "ZZ", languages: ["eng", "xx"] }), [
    "/student_info/birth_state_abbreviation_descriptor",
    "/student_info/languages/1"
  ]],
  ["races without saying which", student({ races: ["Two or more races"] }), ["/student_info/races"]],
  ["wrong types", student({ first_name: 5, hispanic_latino_ethnicity: "yes" }), [
    "/student_info/first_name",
    "/student_info/hispanic_latino_ethnicity"
  ]],
  ["a list instead of an object", [], [""]],
  ["unknown fields", { ...stepBodies[4], sentinelKey: 1 }, [""]],
  ["33 KiB", { ...stepBodies[4], special_needs: "x".repeat(33 * 1024) }, [""]]
]

describe("bad input", () => {
  for (const [what, body, pointers] of invalid) {
    it(`${what}: 422 with a pointer each, in words`, async () => {
      const { body: answer, status } = await service.call("ann", "PUT", `${at}/steps/4`, body)
      assert.strictEqual(status, 422)
      assert.sameMembers(answer.errors.map(({ pointer }: { pointer: string }) => pointer), [...pointers])
      assert.isTrue(
        answer.errors.every(({ message }: { message: string }) => /^[A-Z].*\.$/.test(message)),
        JSON.stringify(answer.errors)
      )
      assert.strictEqual((await service.call("ann", "GET", at)).body.version, 4)
    })
  }

  it("is refused before it is looked into: 400, 413, 415", async () => {
    const { call } = service
    const put = (body: string, headers?: Record<string, string>) => call("ann", "PUT", `${at}/steps/4`, body, headers)
    assert.strictEqual((await put("{bad")).status, 400)
    assert.strictEqual((await put("")).status, 400)
    assert.strictEqual((await put("[".repeat(40) + "]".repeat(40))).status, 400)
    assert.strictEqual((await put("{}", { "content-type": "text/plain" })).status, 415)
    assert.strictEqual((await put("{}", { "content-type": "application/x-www-form-urlencoded" })).status, 415)
    assert.strictEqual((await put(JSON.stringify({ x: "x".repeat(300 * 1024) }))).status, 413)
  })

  it("is told in the order: who, form, may, content, version, state", async () => {
    const { call } = service
    const status = async (...words: Parameters<typeof call>) => (await call(...words)).status
    assert.strictEqual(await status(undefined, "PUT", `${at}/steps/4`, "{bad"), 401)
    assert.strictEqual(await status(undefined, "GET", "/nowhere"), 401)
    assert.strictEqual(await status("bob", "PUT", `${at}/steps/4`, "{bad"), 400)
    assert.strictEqual(await status("bob", "PUT", `${at}/steps/4`, {}), 404)
    assert.strictEqual(await status("coach-1", "PUT", `${at}/steps/4`, {}), 403)
    assert.strictEqual(await status("ann", "PUT", `${at}/steps/6`, {}, { "if-match": '"v1"' }), 422)
    assert.strictEqual(await status("ann", "PUT", `${at}/steps/6`, stepBodies[6], { "if-match": '"v1"' }), 412)
    assert.strictEqual(await status("ann", "PUT", `${at}/steps/6`, stepBodies[6]), 409)
    assert.strictEqual(
      await status("ann", "PUT", `${at}/steps/1`, { ...stepBodies[1], program_interest: "x" }, { "if-match": '"v1"' }),
      412
    )
    assert.strictEqual(await status("ann", "PUT", "/admissions/enrollments/TSA-ENROLL-1/steps/1", stepBodies[1]), 404)
  })

  it("never comes back in an answer or a log, nor do unknown keys; known personal data are in no log", async () => {
    const { call, logs } = service
    const sentinel = "Zx9sentinel"
    const other = await begun(service, "Quill")
    for (const step of [1, 2, 3, 4, 5, 6]) {
      const { body } = await call("ann", "PUT", `${other}/steps/${step}`, {
        [sentinel]: sentinel,
        student_info: { first_name: `${sentinel}<`, birth_date: sentinel }
      })
      assert.notInclude(JSON.stringify(body), sentinel, `step ${step}`)
      await call("ann", "PUT", `${other}/steps/${step}/draft`, { [sentinel]: sentinel })
    }
    await call("coach-1", "POST", "/parent-invitations", { parent_email: `${sentinel}@@`, [sentinel]: sentinel })
    await call("ann", "GET", `/admissions/enrollments?${sentinel}=${sentinel}`)
    for (const said of [sentinel, "Lovelace", "2016-03-01", "@example.test", "penicillin", "Bearer", "eyJ"]) {
      assert.isFalse(logs.some((line) => line.includes(said)), said)
    }
    assert.isTrue(logs.some((line) => line.includes("step_3_completed")), "the logs are read at all")
  })

  it("in a draft may be half-filled and not right yet, but not of another type", async () => {
    const { call } = service
    const draft = (body: unknown) => call("ann", "PUT", `${at}/steps/4/draft`, body)
    const half = { student_info: { first_name: "A", birth_date: "2014-0" } }
    assert.deepStrictEqual((await draft(half)).body.steps["4"].draft, half)
    assert.strictEqual(
      (await draft({ student_info: { first_name: 5 } })).body.errors[0].pointer,
      "/student_info/first_name"
    )
    assert.strictEqual((await draft({ nonsense: 1 })).status, 422)
    assert.strictEqual((await draft({ special_needs: "a\u0000" })).status, 422)
    assert.strictEqual((await draft({ special_needs: "x".repeat(17 * 1024) })).status, 422)
    assert.isNull((await call("ann", "DELETE", `${at}/steps/4/draft`)).body.steps["4"].draft)
  })
})
