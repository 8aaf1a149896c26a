import { assert, describe, it } from "@effect/vitest"
import { nextVersion, type Person, withGrant, withoutGrant } from "../../../src/domain/people/person.ts"

const ann: Person = {
  id: "p-1",
  address: "ann@example.test",
  name: "Ann",
  grants: [{ role: "coach", school_id: 1 }],
  epoch: 3
}

describe("withGrant", () => {
  it("a new grant leaves the epoch as it is, so that tokens stay good", () =>
    assert.deepStrictEqual(withGrant(ann, { role: "coach", school_id: 2 }), {
      ...ann,
      grants: [{ role: "coach", school_id: 1 }, { role: "coach", school_id: 2 }]
    }))

  it("a grant that is held changes nothing", () =>
    assert.strictEqual(withGrant(ann, { role: "coach", school_id: 1 }), ann))
})

describe("withoutGrant", () => {
  it("a grant that is taken raises the epoch, so that older tokens are void", () =>
    assert.deepStrictEqual(withoutGrant(ann, { role: "coach", school_id: 1 }), { ...ann, grants: [], epoch: 4 }))
})

describe("nextVersion", () => {
  it("goes on from the epoch where there was none", () =>
    assert.deepStrictEqual([nextVersion(ann), nextVersion({ ...ann, version: 9 })], [4, 10]))
})
