import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Action } from "../../../src/domain/people/permissions.ts"
import { type Belonging, decideAnywhere, NotPermitted, Permit } from "../../../src/domain/people/permit.ts"
import type { Grant, Principal } from "../../../src/domain/people/principal.ts"
import { actions, may, roles, things } from "../../fixtures/permission-table.ts"

const person = (...grants: ReadonlyArray<Grant>): Principal => ({
  _tag: "Person",
  id: "c-17",
  address: "ann@example.test",
  name: "Ann",
  grants
})

const answerOf = (action: Action, visible: Action, principal: Principal, thing: Belonging): string =>
  Result.match(Permit.decide(action, visible, principal, "resource", thing), {
    onSuccess: (permit) => {
      assert.strictEqual(permit.action, action)
      assert.strictEqual(permit.principal, principal)
      assert.strictEqual(permit.resource, "resource")
      return "permit"
    },
    onFailure: (refusal) => {
      if (refusal === "hidden") return refusal
      assert.instanceOf(refusal, NotPermitted)
      assert.strictEqual(refusal.action, action)
      return "NotPermitted"
    }
  })

const cases = things.flatMap(({ at1, everywhere, name, thing }) =>
  roles.flatMap((role) => [
    { name, thing, role, school_id: 1 as const, held: at1.includes(role) },
    { name, thing, role, school_id: "*" as const, held: everywhere.includes(role) }
  ])
)

describe("Permit.decide", () => {
  it.each(cases)("$name: a $role of $school_id", ({ held, role, school_id, thing }) => {
    for (const action of actions) {
      for (const visible of ["enrollment.read", "invitation.read", "provisioning.read", "school.list"] as const) {
        const expected = held && may[role].includes(action)
          ? "permit"
          : held && may[role].includes(visible)
          ? "NotPermitted"
          : "hidden"
        assert.strictEqual(
          answerOf(action, visible, person({ role, school_id }), thing),
          expected,
          `${action} of ${visible}`
        )
      }
    }
  })

  it("somebody without any grant sees nothing, nor does a machine", () => {
    const strangers: ReadonlyArray<Principal> = [
      person(),
      { _tag: "Machine", client_id: "sis", scopes: ["enrollment.read"], school_ids: [1, 2] }
    ]
    for (const stranger of strangers) {
      for (const { thing } of things) {
        for (const action of actions) assert.strictEqual(answerOf(action, "enrollment.read", stranger, thing), "hidden")
      }
    }
  })

  it("a custody block hides a thing in whatever role, but custody itself from an admin of its school", () => {
    for (const { thing } of things) {
      for (const role of roles) {
        for (const action of actions) {
          const blocked = { ...thing, blocked: ["ann@example.test"] }
          const isSpared = thing.school_id === 1 && role === "admin" && action === "enrollment.custody"
          const answer = answerOf(action, "enrollment.read", person({ role, school_id: 1 }), blocked)
          assert.strictEqual(answer, isSpared ? "permit" : "hidden", `${role} ${action}`)
        }
      }
    }
  })

  it("a system may what an admin may, wherever", () => {
    for (const { thing } of things) {
      for (const action of actions) {
        const expected = may.admin.includes(action) ? "permit" : "NotPermitted"
        assert.strictEqual(answerOf(action, "enrollment.read", { _tag: "System", name: "relay" }, thing), expected)
      }
    }
  })

  it("an address that was released gives no right, and custody goes on meaning who had it", () => {
    const parent = person({ role: "parent", school_id: "*" })
    const ann = { ...parent, address: "ann.new@example.test", released_addresses: ["ann@example.test"] } as Principal
    assert.strictEqual(answerOf("enrollment.read", "enrollment.read", ann, { family: "ann@example.test" }), "hidden")
    const hers = { family: "ann.new@example.test" }
    assert.strictEqual(answerOf("enrollment.read", "enrollment.read", ann, hers), "permit")
    for (const blocked of ["ann@example.test", "ANN+school@example.test", "ann.new+x@Example.test"]) {
      const kept = { ...hers, blocked: [blocked] }
      assert.strictEqual(answerOf("enrollment.read", "enrollment.read", ann, kept), "hidden", blocked)
    }
  })

  it("a coach with a child at another school is a parent there, and no more", () => {
    const both = person({ role: "coach", school_id: 1 }, { role: "parent", school_id: "*" })
    const child = { school_id: 2, family: "ann@example.test" }
    const permit = Result.getOrThrow(Permit.decide("enrollment.read", "enrollment.read", both, undefined, child))
    assert.deepStrictEqual(permit.roles, ["parent"])
    assert.strictEqual(answerOf("enrollment.waive", "enrollment.read", both, child), "NotPermitted")
    const here = Result.getOrThrow(
      Permit.decide("enrollment.read", "enrollment.read", both, undefined, { ...child, school_id: 1 })
    )
    assert.deepStrictEqual(here.roles, ["parent", "coach"])
  })
})

describe("decideAnywhere", () => {
  it.each(roles)("a %s of any school, as far as the role goes", (role) => {
    for (const action of actions) {
      const decided = decideAnywhere(action, person({ role, school_id: 7 }))
      assert.strictEqual(Result.isSuccess(decided), may[role].includes(action), action)
      if (Result.isFailure(decided)) assert.deepStrictEqual(decided.failure, new NotPermitted({ action }))
    }
  })
})
