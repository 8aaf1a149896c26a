import { assert, describe, it } from "@effect/vitest"
import { withoutAddress } from "../../../src/domain/directory/release-address.ts"
import { addressesOf, type Person } from "../../../src/domain/people/person.ts"

const ann: Person = {
  id: "p-1",
  address: "new@example.test",
  name: "Ann",
  grants: [],
  epoch: 3,
  former_addresses: ["old@example.test", "older@example.test"],
  pending_address: { address: "next@example.test", schools: "*" }
}

describe("an address that is released", () => {
  it("and was held formerly is remembered as released, and voids tokens", () => {
    const after = withoutAddress(ann, "old@example.test")
    assert.notInclude(addressesOf(after), "old@example.test")
    assert.include(addressesOf(after), "older@example.test")
    assert.deepStrictEqual(after.released_addresses, ["old@example.test"])
    assert.strictEqual(after.epoch, ann.epoch + 1)
    assert.deepStrictEqual(after.pending_address, ann.pending_address)
  })

  it("and was only pending is no longer, and nobody is signed out", () => {
    const after = withoutAddress(ann, "next@example.test")
    assert.isUndefined(after.pending_address)
    assert.strictEqual(after.epoch, ann.epoch)
    assert.isUndefined(after.released_addresses)
  })

  it("and was never theirs changes nothing, nor does the same again", () => {
    assert.strictEqual(withoutAddress(ann, "other@example.test"), ann)
    const once = withoutAddress(ann, "old@example.test")
    assert.strictEqual(withoutAddress(once, "old@example.test"), once)
  })
})
