import { type Action, permissions } from "../../src/domain/people/permissions.ts"
import type { Belonging } from "../../src/domain/people/permit.ts"
import type { Role } from "../../src/domain/people/principal.ts"

const everybody: ReadonlyArray<Action> = ["session.read", "session.end"]

const staff: ReadonlyArray<Action> = [
  ...everybody,
  "enrollment.begin",
  "enrollment.read",
  "enrollment.list",
  "enrollment.list-school",
  "enrollment.events",
  "enrollment.reads",
  "enrollment.step",
  "enrollment.draft",
  "enrollment.waive",
  "enrollment.withdraw",
  "enrollment.reopen",
  "enrollment.decide",
  "enrollment.guardians",
  "enrollment.custody",
  "invitation.create",
  "invitation.list",
  "invitation.read",
  "invitation.change",
  "invitation.revoke",
  "invitation.resend",
  "provisioning.read",
  "provisioning.check",
  "provisioning.reconcile",
  "provisioning.retry",
  "school.list"
]

/** What each role may do where it is held: the table of the design, a row per role. */
export const may: Readonly<Record<Role, ReadonlyArray<Action>>> = {
  parent: [
    ...everybody,
    "enrollment.begin",
    "enrollment.read",
    "enrollment.list",
    "enrollment.events",
    "enrollment.step",
    "enrollment.draft",
    "enrollment.withdraw",
    "enrollment.guardians"
  ],
  coach: [
    ...everybody,
    "enrollment.read",
    "enrollment.list",
    "enrollment.events",
    "enrollment.decide",
    "invitation.create",
    "invitation.list",
    "invitation.read",
    "invitation.change",
    "invitation.revoke",
    "invitation.resend"
  ],
  operator: [
    ...everybody,
    "enrollment.read",
    "enrollment.list",
    "enrollment.list-school",
    "provisioning.read",
    "provisioning.check",
    "provisioning.reconcile",
    "provisioning.retry",
    "school.list"
  ],
  registrar: staff,
  admin: [
    ...staff,
    "school.add",
    "session.revoke",
    "people.list",
    "people.add",
    "people.read",
    "people.grant",
    "people.merge"
  ]
}

export const actions = Object.keys(permissions) as ReadonlyArray<Action>
export const roles = Object.keys(may) as ReadonlyArray<Role>

/** Where a thing stands towards the principal, and which roles (granted at school 1, or everywhere) that calls up. */
export const things: ReadonlyArray<
  {
    readonly name: string
    readonly thing: Belonging
    readonly at1: ReadonlyArray<Role>
    readonly everywhere: ReadonlyArray<Role>
  }
> = [
  {
    name: "own family, own school",
    thing: { school_id: 1, family: "ann@example.test" },
    at1: roles,
    everywhere: roles
  },
  {
    name: "guardian's own, other school, in another spelling",
    thing: { school_id: 2, family: "bob@example.test", guardians: ["ANN@example.test"] },
    at1: ["parent"],
    everywhere: roles
  },
  {
    name: "own family, other school",
    thing: { school_id: 2, family: "ann@example.test" },
    at1: ["parent"],
    everywhere: roles
  },
  {
    name: "foreign family, own school",
    thing: { school_id: 1, family: "bob@example.test" },
    at1: ["coach", "operator", "registrar", "admin"],
    everywhere: ["coach", "operator", "registrar", "admin"]
  },
  {
    name: "foreign family, other school",
    thing: { school_id: 2, family: "bob@example.test" },
    at1: [],
    everywhere: ["coach", "operator", "registrar", "admin"]
  },
  {
    name: "own invitation, own school",
    thing: { school_id: 1, coach_id: "c-17" },
    at1: ["coach", "operator", "registrar", "admin"],
    everywhere: ["coach", "operator", "registrar", "admin"]
  },
  {
    name: "other coach's invitation, own school",
    thing: { school_id: 1, coach_id: "c-99" },
    at1: ["operator", "registrar", "admin"],
    everywhere: ["operator", "registrar", "admin"]
  },
  {
    name: "own invitation, other school",
    thing: { school_id: 2, coach_id: "c-17" },
    at1: [],
    everywhere: ["coach", "operator", "registrar", "admin"]
  },
  {
    name: "other coach's invitation, other school",
    thing: { school_id: 2, coach_id: "c-99" },
    at1: [],
    everywhere: ["operator", "registrar", "admin"]
  }
]
