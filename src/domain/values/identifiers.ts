import { Result, Schema } from "effect"

/** Crockford base32: no I, L, O, U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const tail = "\\d{8}-[0-9A-HJKMNP-TV-Z]{8}"

export const InvitationId = Schema.String.check(Schema.isPattern(new RegExp(`^TSA-INV-${tail}$`, "u")))
export type InvitationId = typeof InvitationId.Type
export const EnrollmentId = Schema.String.check(Schema.isPattern(new RegExp(`^TSA-ENROLL-${tail}$`, "u")))
export type EnrollmentId = typeof EnrollmentId.Type
export const StudentUniqueId = Schema.String.check(Schema.isPattern(new RegExp(`^TSA-STU-${tail}$`, "u")))
export type StudentUniqueId = typeof StudentUniqueId.Type

/** Returns eight characters for a number below 2^40. */
export const suffixOf = (number: number): string => {
  let rest = number
  let suffix = ""
  for (let place = 0; place < 8; place++) {
    suffix = (alphabet[rest % 32] ?? "0") + suffix
    rest = Math.floor(rest / 32)
  }
  return suffix
}

/** Returns the number that a suffix stands for. */
export const suffixNumber = (suffix: string): number =>
  [...suffix].reduce((number, character) => number * 32 + alphabet.indexOf(character), 0)

/** Returns the id of an invitation made on this day (in the school's zone). */
export const invitationId = (day: string, suffix: string): InvitationId =>
  InvitationId.make(`TSA-INV-${day.replaceAll("-", "")}-${suffix}`)

/** Returns what an invitation, its enrollment and its student share: `20241208-ABC12345`. */
export const keyOf = (id: InvitationId | EnrollmentId | StudentUniqueId): string => id.slice(-17)

/** Returns the suffix and the day (YYYY-MM-DD) inside a key. */
export const partsOfKey = (key: string): { readonly day: string; readonly suffix: string } => ({
  day: `${key.slice(0, 4)}-${key.slice(4, 6)}-${key.slice(6, 8)}`,
  suffix: key.slice(9)
})

/** One enrollment per invitation, for ever: the same key under another name. */
export const enrollmentIdOf = (id: InvitationId): EnrollmentId => EnrollmentId.make(`TSA-ENROLL-${keyOf(id)}`)
export const invitationIdOf = (id: EnrollmentId): InvitationId => InvitationId.make(`TSA-INV-${keyOf(id)}`)
export const studentUniqueIdOf = (id: EnrollmentId): StudentUniqueId => StudentUniqueId.make(`TSA-STU-${keyOf(id)}`)

/** Whether a text is the id of an enrollment. */
export const isEnrollmentId = (text: string): text is EnrollmentId =>
  Result.isSuccess(Schema.decodeUnknownResult(EnrollmentId)(text))
/** Whether a text is the id of an invitation. */
export const isInvitationId = (text: string): text is InvitationId =>
  Result.isSuccess(Schema.decodeUnknownResult(InvitationId)(text))
