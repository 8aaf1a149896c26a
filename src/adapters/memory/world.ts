import { Context, Layer } from "effect"
import type { Session } from "../../domain/access/session.ts"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import type { RecordRows } from "../../domain/enrollment/student-record-set.ts"
import type { DomainEvent } from "../../domain/history/event.ts"
import type { Invitation } from "../../domain/invitation/invitation.ts"
import type { InvitationClaim } from "../../domain/invitation/invitations.port.ts"
import type { Mail } from "../../domain/mail/mailer.port.ts"
import type { OutboxRef } from "../../domain/outbox/kinds.ts"
import type { Person } from "../../domain/people/person.ts"
import type { Reconciliation } from "../../domain/reconciliation/run.ts"
import type { Counted } from "../../domain/request/counters.port.ts"
import type { KeptRequest } from "../../domain/request/idempotency.port.ts"
import type { School } from "../../domain/school/school.ts"
import type { SignInLink } from "../../domain/sign-in/link.ts"
import type { EnrollmentId, InvitationId } from "../../domain/values/identifiers.ts"

export interface Held<Row> {
  readonly row: Row
  readonly change_version: number
}

/** One student's rows, each with the change_version of its last real change. An erased student has a tombstone instead of the extension. */
export interface HeldRecords {
  readonly student?: Held<RecordRows["student"]>
  readonly associations?: ReadonlyArray<Held<RecordRows["association"]>>
  readonly extension?: Held<RecordRows["extension"]>
  readonly user?: Held<RecordRows["user"]>
  readonly erased?: true
}

/** Everything that the memory adapters hold: plain data that tests and simulations can look into. */
export interface WorldState {
  readonly enrollments: Map<EnrollmentId, Enrollment>
  readonly invitations: Map<InvitationId, Invitation>
  readonly claims: Map<string, InvitationClaim>
  /** Until when an address was invited, by its key, `#` and the school, or by its key alone where the school was not recorded. */
  readonly invited: Map<string, string>
  readonly people: Map<string, Person>
  /** Until when an address may confirm a subject, by address and then by subject. */
  readonly toConfirm: Map<string, Map<string, string>>
  readonly sessions: Map<string, Session>
  /** Everything issued before this instant is void. */
  readonly revoked: { before: string | undefined }
  readonly links: Map<string, SignInLink>
  /** Ids of people, by the keys of their identities. */
  readonly identities: Map<string, string>
  /** By key and length of the window. */
  readonly counts: Map<string, Counted>
  readonly schools: Map<number, School>
  /** By subject, then by id. */
  readonly events: Map<string, Map<string, DomainEvent>>
  /** When an aggregate's outbox entry was last written, by the clock of whoever wrote it. */
  readonly writtenAt: Map<string, string>
  /** When a postponed outbox entry is due, instead of at its own time, by its aggregate. */
  readonly postponed: Map<string, { readonly own: string; readonly until: string }>
  /** By student_unique_id. */
  readonly records: Map<string, HeldRecords>
  /** By scope. */
  readonly reconciliations: Map<string, Reconciliation>
  /** By the keyed hash of their key. */
  readonly keptRequests: Map<string, KeptRequest>
  readonly sequence: { change_version: number }
  readonly mailbox: Array<Mail>
  readonly woken: Array<OutboxRef>
}

export const emptyWorld = (): WorldState => ({
  enrollments: new Map(),
  invitations: new Map(),
  claims: new Map(),
  invited: new Map(),
  people: new Map(),
  toConfirm: new Map(),
  sessions: new Map(),
  revoked: { before: undefined },
  links: new Map(),
  identities: new Map(),
  counts: new Map(),
  schools: new Map(),
  events: new Map(),
  writtenAt: new Map(),
  postponed: new Map(),
  records: new Map(),
  reconciliations: new Map(),
  keptRequests: new Map(),
  sequence: { change_version: 0 },
  mailbox: [],
  woken: []
})

/** What the memory adapters share. Each method changes it in one synchronous step, so none sees another's half-done change. */
export class World extends Context.Service<World, WorldState>()("tsa/adapters/memory/World") {}

/** A separate, empty world. */
export const layer = Layer.sync(World, emptyWorld)
