import { Schema } from "effect"
import { isDue } from "../outbox/due.ts"
import { later } from "../values/instant.ts"

/** Why records were refused: which field, a stable code, and words that staff can act on. */
export const RecordProblem = Schema.Struct({ pointer: Schema.String, code: Schema.String, message: Schema.String })
export type RecordProblem = typeof RecordProblem.Type

export const provisioningStates = ["not_due", "pending", "applied", "needs_attention"] as const
export const ProvisioningState = Schema.Literals(provisioningStates)
export type ProvisioningState = typeof ProvisioningState.Type

/**
 * The outbox entry that makes the student records follow the enrollment. `wanted_version` is the newest version whose records differ,
 * `applied_version` the newest one that PostgreSQL took. `claims` counts how often it was taken without an outcome; `attempts` counts
 * tries.
 */
export const Provisioning = Schema.Struct({
  state: ProvisioningState,
  attempts: Schema.Int,
  claims: Schema.Int,
  problems: Schema.Array(RecordProblem),
  wanted_version: Schema.optionalKey(Schema.Int),
  /** When it last became pending. */
  wanted_at: Schema.optionalKey(Schema.String),
  /** When it first failed since it last became pending. */
  failed_at: Schema.optionalKey(Schema.String),
  applied_version: Schema.optionalKey(Schema.Int),
  applied_at: Schema.optionalKey(Schema.String),
  next_attempt_at: Schema.optionalKey(Schema.String),
  lease_until: Schema.optionalKey(Schema.String)
})
export type Provisioning = typeof Provisioning.Type

export const notDue: Provisioning = { state: "not_due", attempts: 0, claims: 0, problems: [] }

/** How long a wake-up has before a sweep looks at the item too. */
export const firstSweepAfterMs = 10_000
/** How long events may stay in their aggregate before a sweep moves them and looks at the rest of the aggregate too. */
export const eventsMovedAfterMs = 20_000
/**
 * How long a relay may hold an item. This is longer than a put and its outcome can take, and short enough that another relay does what a
 * killed one held within 30 s. A lease that ends later than this from now was written by a wrong clock.
 */
export const leaseMs = 20_000
/** If an item was taken this often without an outcome, something kills the worker: a person must look. */
export const maxClaims = 10

/** Wants the records of `version` from now on. Clears the outcome of earlier tries, and keeps since when the entry has been pending. */
export const wantRecords = (provisioning: Provisioning, version: number, now: string): Provisioning => {
  const { failed_at, next_attempt_at: _, ...rest } = provisioning
  const isPending = provisioning.state === "pending"
  return {
    ...rest,
    ...(isPending && failed_at !== undefined && { failed_at }),
    state: "pending",
    wanted_version: version,
    wanted_at: isPending ? provisioning.wanted_at ?? now : now,
    next_attempt_at: later(now, firstSweepAfterMs),
    attempts: 0,
    problems: []
  }
}

/** Returns the entry as taken by a relay until the lease ends. */
export const claimed = (provisioning: Provisioning, now: string): Provisioning => ({
  ...provisioning,
  claims: provisioning.claims + 1,
  lease_until: later(now, leaseMs),
  next_attempt_at: later(now, leaseMs)
})

/** Whether another relay holds the entry now. A lease longer than the maximum is ignored. */
export const isLeased = ({ lease_until }: Provisioning, now: string): boolean =>
  lease_until !== undefined && lease_until > now && lease_until <= later(now, leaseMs)

/** Returns the longest that a try is put off after this many failed ones: exponential, from 1 s to 10 min. */
export const longestBackoffMs = (failed: number): number => Math.min(600_000, 1000 * 2 ** Math.min(failed, 20))

/** Whether a try is due: its time has come, or is so far ahead that only a wrong clock can have set it. */
export const isTryDue = (provisioning: Provisioning, now: string): boolean => {
  const { attempts, next_attempt_at = "", state } = provisioning
  const longest = Math.max(leaseMs, longestBackoffMs(attempts - 1))
  return state === "pending" && isDue(next_attempt_at, now, longest) && !isLeased(provisioning, now)
}

/** Returns the entry as let go by its relay, without an outcome of its own. */
export const released = ({ lease_until: _, ...provisioning }: Provisioning): Provisioning => ({
  ...provisioning,
  claims: 0
})

/** Notes that PostgreSQL holds `version`. If a newer version is wanted meanwhile, the entry stays pending, untried, and due at once. */
export const applied = (provisioning: Provisioning, version: number, now: string): Provisioning => {
  const { failed_at, next_attempt_at: _, ...rest } = released(provisioning)
  const newest = Math.max(version, provisioning.applied_version ?? 0)
  const noted = { ...rest, applied_version: newest, applied_at: now }
  return (provisioning.wanted_version ?? 0) <= newest
    ? { ...noted, state: "applied", attempts: provisioning.attempts + 1, problems: [] }
    : { ...noted, ...(failed_at !== undefined && { failed_at }), next_attempt_at: now }
}

/** Notes that PostgreSQL or the projection will not take this version: a person must act. */
export const refused = (
  provisioning: Provisioning,
  problems: ReadonlyArray<RecordProblem>,
  now: string
): Provisioning => {
  const { next_attempt_at: _, ...rest } = released(provisioning)
  return {
    ...rest,
    state: "needs_attention",
    attempts: provisioning.attempts + 1,
    failed_at: provisioning.failed_at ?? now,
    problems
  }
}

/** Notes that this try did not go through: the entry is due again later. */
export const deferred = (provisioning: Provisioning, next_attempt_at: string, now: string): Provisioning => ({
  ...released(provisioning),
  attempts: provisioning.attempts + 1,
  failed_at: provisioning.failed_at ?? now,
  next_attempt_at
})

/** Notes that the store is away: the try is not counted, and the entry stays due. */
export const storeAway = (provisioning: Provisioning, now: string): Provisioning => ({
  ...released(provisioning),
  failed_at: provisioning.failed_at ?? now,
  next_attempt_at: now
})

/** Notes that nobody may try while the store is away: the entry stays due, behind those that have waited longer for a sweep. */
export const waitingOn = (provisioning: Provisioning, now: string): Provisioning => ({
  ...provisioning,
  next_attempt_at: now
})

/** Notes that staff want another try: the entry is due now. */
export const retried = (provisioning: Provisioning, now: string): Provisioning => ({
  ...released(provisioning),
  state: "pending",
  wanted_at: provisioning.state === "pending" ? provisioning.wanted_at ?? now : now,
  attempts: 0,
  problems: [],
  next_attempt_at: now
})
