import { Context, type Effect } from "effect"

/** A process whose clock is off by more than this must not decide what is due, leased or expired. */
export const clockToleranceMs = 60_000

/** What the workflow store's answers say about this process's clock. Leases and due times are compared across processes. */
export class WorkflowClock extends Context.Service<WorkflowClock, {
  /** By how many milliseconds this process is ahead of the store (negative: behind); undefined before its first answer. */
  readonly offsetMs: Effect.Effect<number | undefined>
}>()("tsa/store/WorkflowClock") {}

/** Whether a process that is off by this much may work. */
export const isClockRight = (offsetMs: number | undefined): boolean =>
  offsetMs === undefined || Math.abs(offsetMs) <= clockToleranceMs
