import { Effect, Metric } from "effect"

const outcomes = ["renewed", "over", "reused", "invalid"] as const

const refreshes = (outcome: (typeof outcomes)[number]) =>
  Metric.withAttributes(
    Metric.counter("tsa_refresh_tokens_total", {
      description: "Refresh tokens that were used, by outcome",
      incremental: true
    }),
    { outcome }
  )

const asked = Metric.counter("tsa_sign_in_links_asked_total", {
  description: "Sign-in links that were asked for, for known and unknown addresses",
  incremental: true
})

/** Counts a refresh token that gave new ones, belonged to a session that is over, was used once too often, or is not ours. */
export const countRefresh = (outcome: (typeof outcomes)[number]): Effect.Effect<void> =>
  Metric.update(refreshes(outcome), 1)

export const countLinkAsked: Effect.Effect<void> = Metric.update(asked, 1)

/** Announces the counters before there is anything to count. */
export const announceSignIn: Effect.Effect<void> = Effect.all([
  ...outcomes.map((outcome) => Metric.update(refreshes(outcome), 0)),
  Metric.update(asked, 0)
], { discard: true })
