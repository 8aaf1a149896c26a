import type { Action } from "../../src/domain/people/permissions.ts"
import type { Grant } from "../../src/domain/people/principal.ts"
import { people } from "../http/people.ts"

export interface Caller {
  readonly id: string
  readonly address: string
  readonly grants: ReadonlyArray<Grant>
}

/** Callers whom only these tests need. */
const more = {
  "coach-1b": [{ role: "coach", school_id: 1 }],
  "operator-2": [{ role: "operator", school_id: 2 }],
  "admin-2": [{ role: "admin", school_id: 2 }],
  guardian: [{ role: "parent", school_id: "*" }],
  blocked: [{ role: "parent", school_id: "*" }],
  nobody: []
} as const satisfies Record<string, ReadonlyArray<Grant>>

/**
 * One row each: own family, further guardian, guardian blocked by custody, other family, own coach, other coach, other school, every role,
 * no role at all.
 */
export const callers: ReadonlyArray<Caller> = [
  ...Object.entries(people).map(([id, person]) => ({ id, ...person })),
  ...Object.entries(more).map(([id, grants]) => ({ id, address: `${id}@example.test`, grants }))
]

export interface Thing {
  readonly id: string
  /** An id of the same form that belongs to nothing. */
  readonly absent: string
  /** The action that a caller needs to see it. */
  readonly visible: Action
  readonly school_id: number
  /** Addresses: the parent's, and those of guardians whom custody does not block. */
  readonly family?: ReadonlyArray<string>
  readonly coach_id?: string
}
