import { assert, describe, it } from "@effect/vitest"
import { managedSchools, mayGive, mayTake } from "../../../src/domain/directory/reach.ts"
import type { Grant, Principal } from "../../../src/domain/people/principal.ts"

const person = (...grants: ReadonlyArray<Grant>): Principal => ({
  _tag: "Person",
  id: "p-1",
  address: "ann@example.test",
  name: "Ann",
  grants
})

const admin = person({ role: "admin", school_id: 1 })
const everywhere = person({ role: "admin", school_id: "*" })
const others = [
  person(),
  person({ role: "parent", school_id: "*" }),
  person({ role: "coach", school_id: 1 }),
  person({ role: "registrar", school_id: 1 }),
  person({ role: "operator", school_id: "*" })
]

describe("an admin manages", () => {
  it("the schools where the role is held, and nobody else manages any", () => {
    assert.deepStrictEqual(managedSchools(admin), [1])
    assert.strictEqual(managedSchools(everywhere), "*")
    for (const other of others) assert.deepStrictEqual(managedSchools(other), [])
  })
})

describe("a grant is given and taken", () => {
  const roles = ["coach", "registrar", "operator", "admin"] as const

  it.each(roles)("%s: by who manages its school, and of all schools by who manages all", (role) => {
    for (const may of [mayGive, mayTake]) {
      assert.isTrue(may(admin, { role, school_id: 1 }))
      assert.isFalse(may(admin, { role, school_id: 2 }))
      assert.isFalse(may(admin, { role, school_id: "*" }), "nobody gives what they do not hold")
      assert.isTrue(may(everywhere, { role, school_id: 2 }))
      assert.isTrue(may(everywhere, { role, school_id: "*" }))
      for (const other of others) assert.isFalse(may(other, { role, school_id: 1 }))
    }
  })

  it("parent: given by any admin, for all schools alone; taken by who manages all", () => {
    const parent: Grant = { role: "parent", school_id: "*" }
    assert.isTrue(mayGive(admin, parent))
    assert.isFalse(mayGive(admin, { ...parent, school_id: 1 }))
    assert.isFalse(mayTake(admin, parent))
    assert.isTrue(mayTake(everywhere, parent))
    for (const other of others) assert.isFalse(mayGive(other, parent))
  })
})
