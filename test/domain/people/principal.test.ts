import { assert, describe, it } from "@effect/vitest"
import { actorOf, hasRole, holds, type Principal, schoolsOf } from "../../../src/domain/people/principal.ts"

const person: Principal = {
  _tag: "Person",
  id: "p-1",
  address: "ann@example.test",
  name: "Ann",
  grants: [{ role: "coach", school_id: 1 }, { role: "coach", school_id: 2 }, { role: "coach", school_id: 1 }, {
    role: "operator",
    school_id: "*"
  }]
}
const machine: Principal = { _tag: "Machine", client_id: "sis", scopes: ["roster"], school_ids: [3] }
const system: Principal = { _tag: "System", name: "relay" }

describe("principals", () => {
  it("act under an id, never under a name or an address", () =>
    assert.deepStrictEqual([person, machine, system].map(actorOf), ["person:p-1", "machine:sis", "system:relay"]))

  it("hold roles in schools", () => {
    assert.deepStrictEqual(schoolsOf(person, ["coach"]), [1, 2])
    assert.strictEqual(schoolsOf(person, ["coach", "operator"]), "*")
    assert.deepStrictEqual(schoolsOf(person, ["admin"]), [])
    assert.deepStrictEqual(schoolsOf(machine, ["admin"]), [3])
    assert.strictEqual(schoolsOf(system, []), "*")
    assert.isTrue(holds(person, ["coach"], 2))
    assert.isFalse(holds(person, ["coach"], 3))
    assert.isTrue(holds(person, ["operator"], 99))
    assert.isTrue(hasRole(person, "coach"))
    assert.isFalse(hasRole(person, "admin"))
    assert.isFalse(hasRole(machine, "coach"))
  })
})
