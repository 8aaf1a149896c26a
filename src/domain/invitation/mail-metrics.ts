import { Effect, Metric } from "effect"

const outcomes = ["sent", "failed"] as const

const mails = (outcome: (typeof outcomes)[number]) =>
  Metric.withAttributes(
    Metric.counter("tsa_mail_total", { description: "Mails handed over or not, by outcome", incremental: true }),
    { outcome }
  )

export const countMail = (wasSent: boolean): Effect.Effect<void> => Metric.update(mails(wasSent ? "sent" : "failed"), 1)

/** Makes both counters known before there is anything to count. */
export const announceMail: Effect.Effect<void> = Effect.forEach(
  outcomes,
  (outcome) => Metric.update(mails(outcome), 0),
  { discard: true }
)
