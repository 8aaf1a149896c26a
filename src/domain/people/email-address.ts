import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"

/**
 * An e-mail address as families type them: trimmed, lower case, at most 128 characters (Ed-Fi's electronicMailAddress).
 * Two spellings that differ only in case are one person here.
 */
export const EmailAddress = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.makeFilter(
        (address: string) =>
          address.length <= 128 &&
          /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@.<>"(),:;\\[\]\p{Cc}]+(\.[^\s@.<>"(),:;\\[\]\p{Cc}]+)+$/u
            .test(address) &&
          address.isWellFormed(),
        refuses("email")
      )
    ),
    SchemaTransformation.transform<string, string>({
      decode: (text) => text.normalize("NFC").trim().toLowerCase(),
      encode: (text) => text
    })
  )
)
export type EmailAddress = typeof EmailAddress.Type
