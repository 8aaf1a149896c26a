import { assert, describe, it } from "@effect/vitest"
import { readLanguage } from "../../../src/domain/words/language.ts"

describe("the language of an Accept-Language", () => {
  it.each(
    [
      [undefined, "en"],
      ["", "en"],
      ["es", "es"],
      ["es-MX,es;q=0.9,en;q=0.8", "es"],
      ["en;q=0.5, es;q=0.9", "es"],
      ["de-DE, es;q=0.3", "es"],
      ["de-DE", "en"],
      ["es;q=0, en", "en"],
      ["*", "en"],
      [";;q=,=", "en"],
      ["ES", "es"]
    ] as const
  )("%j is %s", (header, language) => assert.strictEqual(readLanguage(header), language))
})
