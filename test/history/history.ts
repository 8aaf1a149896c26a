import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import type { EnrollmentStatus } from "../../src/domain/enrollment/status.ts"
import type { StepNumber } from "../../src/domain/enrollment/steps/step.ts"
import type { DomainEvent } from "../../src/domain/history/event.ts"

export type Operation =
  | "begin"
  | "read"
  | "step"
  | "draft"
  | "drop-draft"
  | "waive"
  | "withdraw"
  | "reopen"
  | "approve"
  | "decline"
  | "recover"
  | "invite"

/** What an answer says of an enrollment; data as digests, so that a history holds nothing personal. */
export interface Answered {
  readonly enrollment_id: string
  readonly version: number
  readonly status: EnrollmentStatus
  /** Done steps alone: the digest of their data, `waived` where staff waived. */
  readonly steps: { readonly [N in StepNumber]?: string }
  readonly drafts: { readonly [N in StepNumber]?: string }
  readonly student_unique_id: string | undefined
  readonly student_usi: number | undefined
}

/** One thing that a client asked for, and what it was answered. Times in milliseconds of one clock, the observer's own. */
export interface Exchange {
  readonly asked_at: number
  readonly answered_at: number
  readonly client: string
  readonly op: Operation
  readonly enrollment_id?: string
  readonly step?: StepNumber
  /** Digest of the data sent, in the form in which they are stored; absent where that is not known. Of an invitation: its child. */
  readonly sent?: string
  readonly idempotency_key?: string
  /** As over HTTP; 0 when no answer came: it may have happened, or may still. */
  readonly status: number
  /** Of a 503: the store that was away. Of any answer: that it waited for this store. */
  readonly store?: "workflow" | "student-records"
  readonly answer?: Answered
  /** Of what came under a key: the digest of all that must come again. */
  readonly body?: string
  /** The id of the invitation that was answered. */
  readonly made?: string | undefined
  /** Refused because another try of it is still under way. */
  readonly is_under_way?: boolean
}

export type Row = Readonly<Record<string, unknown>>

/** The four tables: names and values as in the domain's rows, further columns do not matter. */
export interface Rows {
  readonly students: ReadonlyArray<Row>
  readonly student_school_associations: ReadonlyArray<Row>
  readonly tsa_student_extensions: ReadonlyArray<Row>
  readonly users: ReadonlyArray<Row>
}

/** What both stores hold in the end: every enrollment, every event that has left one, every row, and who is invited. */
export interface Dump {
  readonly enrollments: ReadonlyArray<Enrollment>
  readonly events: ReadonlyArray<DomainEvent>
  readonly rows: Rows
  readonly invited: ReadonlyArray<{ readonly invitation_id: string; readonly child: string }>
}

/** A broken invariant, by its number in the list of invariants. */
export interface Violation {
  readonly invariant: number
  readonly enrollment_id: string
  readonly expected: string
  readonly found: string
}

/** Whether it was done, as far as the client was told. */
export const isAccepted = ({ status }: Exchange): boolean => status >= 200 && status < 300

/** Whether it may have been done without the client being told so. */
export const isUncertain = ({ is_under_way, status }: Exchange): boolean =>
  status === 0 || status >= 500 || is_under_way === true
