import { assert, describe, it } from "@effect/vitest"
import { type Person, withGrant } from "../../../src/domain/people/person.ts"

const ann: Person = {
  id: "p-1",
  address: "ann@example.test",
  name: "Ann",
  grants: [{ role: "coach", school_id: 1 }],
  epoch: 3
}

describe("withGrant", () => {
  it("a new grant raises the epoch, so that older tokens are void", () =>
    assert.deepStrictEqual(withGrant(ann, { role: "coach", school_id: 2 }), {
      ...ann,
      grants: [{ role: "coach", school_id: 1 }, { role: "coach", school_id: 2 }],
      epoch: 4
    }))

  it("a grant that is held changes nothing", () =>
    assert.strictEqual(withGrant(ann, { role: "coach", school_id: 1 }), ann))
})
