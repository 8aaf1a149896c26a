import { DateTime, Effect, Metric } from "effect"
import { provisioningStates } from "../enrollment/provisioning.ts"
import { anywhere, type PermitOf } from "../people/permit.ts"
import { schoolIds, schoolsAsked } from "../school/asked-schools.ts"
import { enrollmentsListed } from "./listed.ts"
import { attempts, recordsLatency } from "./metrics.ts"

export const provisioningPolicy = anywhere("provisioning.read")

/** An enrollment with no records due is not counted. */
const states = provisioningStates.filter((state) => state !== "not_due")

/** Returns the upper bound of the bucket in which a quantile of the observations lies; null before the first observation. */
const quantile = (buckets: ReadonlyArray<readonly [number, number]>, total: number, q: number): number | null =>
  total === 0 ? null : (buckets.find(([, cumulative]) => cumulative >= q * total)?.[0] ?? Infinity)

const ms = (seconds: number | null) => seconds === null || !Number.isFinite(seconds) ? null : seconds * 1000

/**
 * Returns how provisioning stands in the caller's schools: counts per state and the age of the oldest pending one; and, since this process
 * started, the success ratio and the latency from step 4 to the records (upper bounds of histogram buckets).
 */
export const provisioningFigures = Effect.fn("provisioningFigures")(
  function*(permit: PermitOf<typeof provisioningPolicy>, school_id?: number) {
    const schools = yield* schoolIds(yield* schoolsAsked(permit, school_id, "provisioning.read"))
    const rows = (yield* Effect.forEach(
      schools,
      (school) => Effect.forEach(states, (provisioning) => enrollmentsListed(school, { provisioning }))
    )).flat(2)
    const now = DateTime.toEpochMillis(yield* DateTime.now)
    const pending = rows.filter(({ provisioning_state }) => provisioning_state === "pending")
    const [held, refused, failed] = yield* Effect.forEach(
      ["held", "refused", "failed"] as const,
      (outcome) => Effect.map(Metric.value(attempts(outcome)), ({ count }) => Number(count))
    )
    const tries = (held ?? 0) + (refused ?? 0) + (failed ?? 0)
    const { buckets, count } = yield* Metric.value(recordsLatency)
    return {
      counts: Object.fromEntries(
        states.map((state) =>
          [state, rows.filter(({ provisioning_state }) => provisioning_state === state).length] as const
        )
      ) as Record<(typeof states)[number], number>,
      oldest_pending_seconds: pending.length === 0 ? null : Math.max(
        0,
        ...pending.map(({ wanted_at }) => Math.round((now - Date.parse(wanted_at ?? "")) / 1000))
      ),
      success_ratio: tries === 0 ? null : (held ?? 0) / tries,
      latency_ms: {
        p50: ms(quantile(buckets, count, 0.5)),
        p95: ms(quantile(buckets, count, 0.95)),
        p99: ms(quantile(buckets, count, 0.99))
      }
    }
  }
)
