import { Ref } from "effect"
import type { SchoolCache } from "../adapters/dynamodb/schools.ts"
import type { PeopleSeen, SessionsSeen } from "../domain/people/authenticate.ts"
import type { CircuitState } from "../domain/provisioning/circuit.ts"

/** What a process keeps over layers that are built per request: plain data. */
export interface Kept {
  readonly people: PeopleSeen["Service"]
  readonly sessions: SessionsSeen["Service"]
  readonly schools: SchoolCache
  readonly circuit: CircuitState
}

export const emptyKept = (): Kept => ({
  people: new Map(),
  sessions: new Map(),
  schools: new Map(),
  circuit: Ref.makeUnsafe<number | undefined>(undefined)
})
