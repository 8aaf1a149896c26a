import type { ProvisioningState } from "../../domain/enrollment/provisioning.ts"
import type { Role } from "../../domain/people/principal.ts"
import type { EnrollmentPolicy } from "../../domain/school/enrollment-policy.ts"

/** Returns the words of a type. It does not compile while one is missing: loading the schema itself would serve nothing but `--help`. */
const all = <Word extends string>(words: Readonly<Record<Word, true>>) => Object.keys(words) as Array<Word>

/** `staff` is the portal's word for a registrar. */
export const roles = all<Role | "staff">({
  parent: true,
  coach: true,
  staff: true,
  registrar: true,
  operator: true,
  admin: true
})
export type RoleWord = (typeof roles)[number]

export const roleOf = (word: RoleWord): Role => word === "staff" ? "registrar" : word

export const states = all<ProvisioningState>({ needs_attention: true, pending: true, applied: true, not_due: true })

/** The states that a retry makes due. */
export const retried = all<Extract<ProvisioningState, "needs_attention" | "pending">>({
  needs_attention: true,
  pending: true
})

export const moments = all<EnrollmentPolicy["provision_at"]>({ "student-information": true, payment: true })
