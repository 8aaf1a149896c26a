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

/** What an answer says about an enrollment. Data are digests, so that a history holds nothing personal. */
export interface Answered {
  readonly enrollment_id: string
  readonly version: number
  readonly status: EnrollmentStatus
  /** Completed steps only: the digest of their data, or `waived` where staff waived the step. */
  readonly steps: { readonly [N in StepNumber]?: string }
  readonly drafts: { readonly [N in StepNumber]?: string }
  readonly student_unique_id: string | undefined
  readonly student_usi: number | undefined
}

/** One request of a client, and its answer. Times are in milliseconds of one clock, the observer's own. */
export interface Exchange {
  readonly asked_at: number
  readonly answered_at: number
  readonly client: string
  readonly op: Operation
  readonly enrollment_id?: string
  readonly step?: StepNumber
  /** The digest of the data sent, in their stored form; absent where that is not known. For an invitation: its child. */
  readonly sent?: string
  readonly idempotency_key?: string
  /** The HTTP status; 0 when no answer came: the request may have taken effect, or still may. */
  readonly status: number
  /** For a 503: the store that was away. For any answer: that it waited for this store. */
  readonly store?: "workflow" | "student-records"
  readonly answer?: Answered
  /** For a request under a key: the digest of everything that must be repeated in later answers. */
  readonly body?: string
  /** The id of the invitation in the answer. */
  readonly made?: string | undefined
  /** Refused because another try of the same request is still under way. */
  readonly is_under_way?: boolean
}

export type Row = Readonly<Record<string, unknown>>

/** The four tables. Names and values are as in the domain's rows; additional columns do not matter. */
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

/** Returns whether it was done, as far as the client was told. */
export const isAccepted = ({ status }: Exchange): boolean => status >= 200 && status < 300

/** Returns whether it may have been done without the client being told. */
export const isUncertain = ({ is_under_way, status }: Exchange): boolean =>
  status === 0 || status >= 500 || is_under_way === true
