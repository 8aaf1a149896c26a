import { assert, describe, it } from "@effect/vitest"
import type { FieldProblem } from "../../../src/domain/words/field-codes.ts"
import { tell } from "../../../src/domain/words/tell.ts"

const missing: FieldProblem = { pointer: "/student_info/last_name", code: "required" }

describe("the words for a problem", () => {
  it("name the field and the child", () => {
    assert.strictEqual(tell(missing, "en", "Ada"), "Enter Ada's last name.")
    assert.strictEqual(tell(missing, "es", "Ada"), "Escriba el apellido de Ada.")
  })

  it("do without the child's name where nobody has said it", () => {
    assert.strictEqual(tell(missing, "en"), "Enter your child's last name.")
    assert.strictEqual(tell(missing, "es"), "Escriba el apellido de su hijo o hija.")
  })

  it("write dates as people do", () => {
    const params = { min: "2025-12-01", max: "2027-12-01" }
    const problem: FieldProblem = { pointer: "/shadow_day_date", code: "date_too_far", params }
    assert.include(tell(problem, "en"), "between December 1, 2025 and December 1, 2027.")
    assert.include(tell(problem, "es"), "entre el 1 de diciembre de 2025 y el 1 de diciembre de 2027.")
  })

  it("take a child's name as it is", () => assert.strictEqual(tell(missing, "en", "$& ~"), "Enter $& ~'s last name."))
})
