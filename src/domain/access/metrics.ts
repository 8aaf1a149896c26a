import { Effect, Metric } from "effect"
import type { NotAuthenticated } from "./tokens.port.ts"

const reasons = ["missing", "invalid", "expired", "revoked"] as const satisfies ReadonlyArray<
  NotAuthenticated["reason"]
>

const refused = (reason: NotAuthenticated["reason"]) =>
  Metric.withAttributes(
    Metric.counter("tsa_not_authenticated_total", {
      description: "Requests whose access token was not accepted, by reason",
      incremental: true
    }),
    { reason }
  )
const byReason = Object.fromEntries(reasons.map((reason) => [reason, refused(reason)])) as Record<
  NotAuthenticated["reason"],
  ReturnType<typeof refused>
>

export const countNotAuthenticated = ({ reason }: NotAuthenticated): Effect.Effect<void> =>
  Metric.update(byReason[reason], 1)

/** Makes the counters known at zero before there is anything to count. */
export const announceAuthentication: Effect.Effect<void> = Effect.forEach(
  reasons,
  (reason) => Metric.update(byReason[reason], 0),
  { discard: true }
)
