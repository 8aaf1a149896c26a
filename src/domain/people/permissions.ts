import type { Role } from "./principal.ts"

/**
 * Who may do what, as data. A role counts where it is held: a parent's for their own family, a coach's for their own invitations and for
 * the enrollments of the school, a registrar's, admin's or operator's for their schools.
 */
export const permissions = {
  "enrollment.begin": ["parent", "registrar", "admin"],
  "enrollment.read": ["parent", "coach", "operator", "registrar", "admin"],
  "enrollment.list": ["parent", "coach", "operator", "registrar", "admin"],
  "enrollment.list-school": ["operator", "registrar", "admin"],
  "enrollment.events": ["parent", "coach", "registrar", "admin"],
  "enrollment.reads": ["registrar", "admin"],
  "enrollment.step": ["parent", "registrar", "admin"],
  "enrollment.draft": ["parent", "registrar", "admin"],
  "enrollment.waive": ["registrar", "admin"],
  "enrollment.withdraw": ["parent", "registrar", "admin"],
  "enrollment.reopen": ["registrar", "admin"],
  "enrollment.decide": ["coach", "registrar", "admin"],
  "enrollment.guardians": ["parent", "registrar", "admin"],
  "enrollment.custody": ["registrar", "admin"],
  "invitation.create": ["coach", "registrar", "admin"],
  "invitation.list": ["coach", "registrar", "admin"],
  "invitation.read": ["coach", "registrar", "admin"],
  "invitation.change": ["coach", "registrar", "admin"],
  "invitation.revoke": ["coach", "registrar", "admin"],
  "invitation.resend": ["coach", "registrar", "admin"],
  "people.list": ["admin"],
  "people.add": ["admin"],
  "people.read": ["admin"],
  "people.grant": ["admin"],
  "people.merge": ["admin"],
  "provisioning.read": ["operator", "registrar", "admin"],
  "provisioning.check": ["operator", "registrar", "admin"],
  "provisioning.reconcile": ["operator", "registrar", "admin"],
  "provisioning.retry": ["operator", "registrar", "admin"],
  "session.read": ["parent", "coach", "operator", "registrar", "admin"],
  "session.revoke": ["admin"],
  "session.end": ["parent", "coach", "operator", "registrar", "admin"],
  "school.list": ["operator", "registrar", "admin"],
  "school.add": ["admin"]
} as const satisfies Record<string, ReadonlyArray<Role>>

export type Action = keyof typeof permissions

/** The roles that may do an action despite a custody block. Otherwise nobody could lift a block that names all staff. */
export const despiteBlocks: { readonly [A in Action]?: ReadonlyArray<Role> } = { "enrollment.custody": ["admin"] }
