import { Ref } from "effect"
import type { SchoolCache } from "../../adapters/dynamodb/items/schools.ts"
import type { SignaturesSeen } from "../../adapters/jose/access-tokens.ts"
import type { IssuerKeys } from "../../adapters/jose/issuer-keys.ts"
import type { PeopleSeen, SessionsSeen } from "../../domain/access/authenticate.ts"
import type { NotBeforeSeen } from "../../domain/access/not-before.ts"
import type { CircuitState } from "../../domain/provisioning/circuit.ts"

/** What a process keeps beyond layers that are built per request: plain data. */
export interface Kept {
  readonly signatures: SignaturesSeen
  readonly people: PeopleSeen["Service"]
  readonly sessions: SessionsSeen["Service"]
  readonly notBefore: NotBeforeSeen["Service"]
  readonly schools: SchoolCache
  readonly issuers: IssuerKeys
  readonly circuit: CircuitState
}

export const emptyKept = (): Kept => ({
  signatures: new Map(),
  people: new Map(),
  sessions: new Map(),
  notBefore: { last: undefined },
  schools: new Map(),
  issuers: new Map(),
  circuit: Ref.makeUnsafe<number | undefined>(undefined)
})
