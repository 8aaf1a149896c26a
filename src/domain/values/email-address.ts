import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"
import { asciiHost } from "./host.ts"
import { emailPattern, invisible } from "./text-patterns.ts"
import { withoutInvisibleEnds } from "./text.ts"

/** Lower case may take a letter apart, and NFC puts it together again. In this order, repeating it gives the same text every time. */
const folded = (text: string): string => text.normalize("NFC").toLowerCase().normalize("NFC")

const anyInvisible = new RegExp(`[${invisible}]`, "u")
const isAllVisible = (text: string): boolean => !anyInvisible.test(text)

/** Returns the mailbox that a text means, or the text as it is if it is no address. */
const mailboxOf = (text: string): string => {
  const address = folded(withoutInvisibleEnds(text))
  if (!isAllVisible(address)) return address
  const at = address.lastIndexOf("@")
  const host = asciiHost(address.slice(at + 1))
  return at < 0 || host === undefined ? address : `${address.slice(0, at)}@${host}`
}

const isMailbox = (address: string): boolean => {
  const at = address.lastIndexOf("@")
  return address.length <= 128 && address.isWellFormed() &&
    asciiHost(address.slice(at + 1)) === address.slice(at + 1) &&
    /^[^\s@<>"(),:;\\[\]\p{Cc}\uFFFD]+$/u.test(address.slice(0, at))
}

/**
 * An e-mail address as families type it: in lower case, its host as punycode, at most 128 characters (Ed-Fi's electronicMailAddress). All
 * spellings of one mailbox are one person here.
 */
export const EmailAddress = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.isMinLength(1, refuses("required")),
      Schema.makeFilter(isAllVisible, refuses("invisible_character")),
      Schema.makeFilter(isMailbox, {
        ...refuses("email"),
        toJsonSchema: () => ({ maxLength: 128, format: "email", pattern: emailPattern })
      })
    ),
    SchemaTransformation.transform<string, string>({ decode: mailboxOf, encode: (text) => text })
  )
)
export type EmailAddress = typeof EmailAddress.Type
