import { assert, describe, it } from "@effect/vitest"
import { sendingMs } from "../../../src/domain/invitation/sending.ts"
import {
  askedLink,
  goneAt,
  isAwaited,
  isForgotten,
  isMailDue,
  linkMinutes,
  mailPutOff,
  type SignInLink,
  withMailAfterAll,
  withoutMail,
  withToken
} from "../../../src/domain/sign-in/link.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"

const asked = askedLink({ key: "k-1", link_id: "l-1", address: "ann@example.test" }, minute(0))

describe("the mail of a sign-in link", () => {
  it("is due at once, taken while it is sent, and gone when it was handed over", () => {
    assert.isTrue(isMailDue(asked, minute(0)))
    const sending = withToken(asked, "hash", minute(0))
    assert.isFalse(isMailDue(sending, later(minute(0), sendingMs - 1)), "nobody else sends it meanwhile")
    assert.isTrue(isMailDue(sending, later(minute(0), sendingMs)), "whoever took it has died")
    assert.isFalse(isMailDue(withoutMail(sending), minute(60)))
  })

  it("is tried again later each time, within a minute, for an hour", () => {
    let link: SignInLink = asked
    let waited = 0
    for (let attempt = 0; attempt < 12; attempt++) {
      link = mailPutOff(withToken(link, `hash-${attempt}`, minute(0)), minute(0))
      const wait = Date.parse(link.mail?.due_at ?? "") - Date.parse(minute(0))
      assert.isAtLeast(wait, waited)
      assert.isAtMost(wait, 60_000)
      waited = wait
    }
    assert.isFalse(isForgotten(link, minute(59)))
    assert.isTrue(isForgotten(link, minute(60)))
  })

  it("that was not to be can be after all", () => {
    const again = withMailAfterAll(withoutMail(asked), minute(3))
    assert.isTrue(isMailDue(again, minute(3)))
    assert.isAbove(again.rev, asked.rev)
  })
})

describe("somebody waits for a sign-in link", () => {
  it("until its token has expired, and not where it only confirms", () => {
    assert.isTrue(isAwaited(asked, minute(0)))
    const sent = withoutMail(withToken(asked, "hash", minute(0)))
    assert.isTrue(isAwaited(sent, minute(linkMinutes - 1)))
    assert.isFalse(isAwaited(sent, minute(linkMinutes)))
    assert.isFalse(isAwaited({ ...asked, only_confirms: true }, minute(0)))
  })

  it("and nothing is left of it after the last mail's token has expired", () => {
    const last = withToken(asked, "hash", minute(59))
    assert.isTrue(goneAt(asked) > (last.expires_at ?? ""))
  })
})
