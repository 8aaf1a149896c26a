import { later } from "../values/instant.ts"

/** How much clocks may differ without anybody being wrong (milliseconds). */
export const clocksDifferMs = 5000

/** An entry that is due later than this (milliseconds) stands apart: most of the time nobody needs to look at it, and it is no backlog. */
const soonMs = 600_000

/** Whether an entry that is written now stands apart until its time comes. */
export const isLater = (due_at: string, now: string): boolean => due_at > later(now, soonMs)

/**
 * Whether the time of an outbox entry (RFC 3339) has come, or is so far ahead that only a wrong clock can have set it: nothing of its
 * kind is put off for longer than `longestMs` (milliseconds).
 */
export const isDue = (due_at: string, now: string, longestMs: number): boolean =>
  due_at <= now || due_at > later(now, longestMs + clocksDifferMs)
