import { assert, describe, it } from "@effect/vitest"
import { updateExpression } from "../../../src/adapters/dynamodb/update-expression.ts"

describe("updateExpression", () => {
  it("sets and removes by aliased names, each name once", () => {
    assert.deepStrictEqual(
      updateExpression([
        { path: ["version"], value: 2 },
        { path: ["provisioning", "state"], value: "pending" },
        { path: ["drafts", "1"], value: undefined },
        { path: ["provisioning", "failed_at"], value: undefined },
        { path: ["listing", "wanted_at"], value: null }
      ]),
      {
        text: "SET #n0 = :v0, #n1.#n2 = :v1, #n6.#n7 = :v2 REMOVE #n3.#n4, #n1.#n5",
        names: {
          "#n0": "version",
          "#n1": "provisioning",
          "#n2": "state",
          "#n3": "drafts",
          "#n4": "1",
          "#n5": "failed_at",
          "#n6": "listing",
          "#n7": "wanted_at"
        },
        values: { ":v0": 2, ":v1": "pending", ":v2": null }
      }
    )
  })

  it("only removes", () => {
    assert.deepStrictEqual(updateExpression([{ path: ["due_pk"], value: undefined }]), {
      text: "REMOVE #n0",
      names: { "#n0": "due_pk" },
      values: {}
    })
  })

  it("raises counters", () => {
    assert.deepStrictEqual(updateExpression([{ path: ["drafts", "4"], value: "draft" }], ["rev"]), {
      text: "SET #n0.#n1 = :v0, #n2 = #n2 + :one",
      names: { "#n0": "drafts", "#n1": "4", "#n2": "rev" },
      values: { ":v0": "draft", ":one": 1 }
    })
  })
})
