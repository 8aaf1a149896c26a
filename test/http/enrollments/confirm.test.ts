import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 3)
})
afterAll(() => service.dispose())

const unusual = {
  ...stepBodies[4],
  student_info: { ...stepBodies[4].student_info, last_name: "L0velace", birth_date: "2024-06-01" }
}
const codes = (body: { readonly errors?: ReadonlyArray<{ readonly code: string }> }) =>
  body.errors?.map(({ code }) => code)

describe("what is unusual about a child", () => {
  it("is told to the family, whose confirmation counts nothing", async () => {
    for (const query of ["", "?confirm=age_for_grade,name_unusual"]) {
      const { body, status } = await service.call("ann", "PUT", `${at}/steps/4${query}`, unusual)
      assert.strictEqual(status, 422)
      assert.sameMembers(codes(body) ?? [], ["name_unusual", "age_for_grade"])
    }
  })

  it("is accepted from staff who confirm it, and only that", async () => {
    const put = (query: string) => service.call("registrar-1", "PUT", `${at}/steps/4${query}`, unusual)
    assert.sameMembers(codes((await put("")).body) ?? [], ["name_unusual", "age_for_grade"])
    assert.deepStrictEqual(codes((await put("?confirm=age_for_grade")).body), ["name_unusual"])
    assert.deepStrictEqual(codes((await put("?confirm=everything")).body), ["invalid"])
    const { body, status } = await put("?confirm=age_for_grade,name_unusual")
    assert.strictEqual(status, 200)
    assert.strictEqual(body.student_last_name, "L0velace")
  })

  it("is not asked about again, when the family sends something else", async () => {
    const corrected = { ...unusual, student_info: { ...unusual.student_info, birth_city: "Austin" } }
    assert.strictEqual((await service.call("ann", "PUT", `${at}/steps/4`, corrected)).status, 200)
  })
})
