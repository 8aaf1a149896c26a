import { assert, describe, it } from "@effect/vitest"
import { holdsLink } from "../../../src/domain/values/links.ts"
import { integer, pick } from "../../fixtures/arbitrary-values.ts"

describe("a text of a coach", () => {
  it.each([
    "See you at 10.30",
    "See you at 10.30am, or 5.15 p.m.",
    "We meet at St. Mary's, 12 Main St. Bring water.",
    "Ph.D. and J.R.R. T. are welcome",
    "i.e. before 8 a.m., e.g. at 7",
    "Wait... and see. It costs $3.50/day (approx.)",
    "Wait…and see",
    "Call 512.555.0100 or 1.512.555.0100",
    "12.10.2026 at the U.S. Courts",
    "and/or: yes, 50% :) #1",
    "¡Nos vemos! Ñandú, José y Zoë.",
    "星期一见。带水来。"
  ])("passes: %s", (text) => assert.isFalse(holdsLink(text)))

  it.each([
    "https://evil.test/login",
    "HTTP://192.0.2.1",
    "go to http://localhost:8080",
    "ftp://x",
    "www.evil.test",
    "evil.test",
    "Sign in:evil.test/sign-in.",
    "(evil.co)",
    "x.com",
    "write to kim@evil.test",
    "mailto:kim@evil.test",
    "bit.ly/3xYz",
    "1.2.3.4/login",
    "münchen.de",
    "пример.рф",
    "例え.テスト",
    "evil.xn--p1ai",
    "evil。test",
    "evil．test",
    "evil｡test",
    "ｅｖｉｌ.ｔｅｓｔ",
    "evil.\u200Btest",
    "evil\u00AD.te\u00ADst",
    "first line\nevil.test",
    "a-b_.example",
    "\u202Etest.live\u202C"
  ])("is refused: %j", (text) => assert.isTrue(holdsLink(text)))

  const schemes = pick(["https://", "http://", "HTTPS://", "", "www.", "//", "user@"])
  const hosts = pick(["evil.test", "a.co", "sub.evil.example.org", "xn--mnchen-3ya.de", "EVIL.ZIP", "e1.travel"])
  const around = pick([" ", "(", "\n", "\t", '"', "¡", "", ",", "-"])
  it.prop(
    "is refused wherever in it a host stands",
    [schemes, hosts, around, around, integer(0, 65_535)],
    ([scheme, host, before, after, port]) => {
      for (const end of ["", "/x?y=z", `:${port}`]) {
        assert.isTrue(holdsLink(`Dear family${before}${scheme}${host}${end}${after}`))
      }
    }
  )
})
