import { assert, describe, it } from "@effect/vitest"
import { GenerationSuffix, generationSuffixes } from "../../../src/domain/student/generation-suffix.ts"
import { reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(GenerationSuffix)

describe("generation suffixes", () => {
  it.each(generationSuffixes)("%s, with or without a dot, in any case", (suffix) => {
    for (const text of [suffix, `${suffix}.`, suffix.toLowerCase(), ` ${suffix.toUpperCase()}. `]) {
      assert.strictEqual(read(text), suffix)
    }
  })

  it.each(["XI", "Esq", "J.r", "Jr..", ".", ""])("%j is refused", (text) => assert.isUndefined(read(text)))
})
