import type { Grant } from "../../src/domain/people/principal.ts"

/** Who may call in these tests. Bob is another family; the `2` people belong to another school. */
export const people = {
  ann: { address: "ann@example.test", grants: [{ role: "parent", school_id: "*" }] },
  bob: { address: "bob@example.test", grants: [{ role: "parent", school_id: "*" }] },
  "coach-1": { address: "coach-1@example.test", grants: [{ role: "coach", school_id: 1 }] },
  "coach-2": { address: "coach-2@example.test", grants: [{ role: "coach", school_id: 2 }] },
  "coach-both": {
    address: "coach-both@example.test",
    grants: [{ role: "coach", school_id: 1 }, { role: "coach", school_id: 2 }]
  },
  "registrar-1": { address: "registrar-1@example.test", grants: [{ role: "registrar", school_id: 1 }] },
  "registrar-2": { address: "registrar-2@example.test", grants: [{ role: "registrar", school_id: 2 }] },
  admin: { address: "admin@example.test", grants: [{ role: "admin", school_id: "*" }] },
  "admin-1": { address: "admin-1@example.test", grants: [{ role: "admin", school_id: 1 }] },
  operator: { address: "operator@example.test", grants: [{ role: "operator", school_id: 1 }] }
} as const satisfies Record<string, { readonly address: string; readonly grants: ReadonlyArray<Grant> }>
export type Who = keyof typeof people
