import { Effect, Metric } from "effect"

const outcomes = ["sent", "failed"] as const

const mails = (outcome: (typeof outcomes)[number]) =>
  Metric.withAttributes(
    Metric.counter("tsa_mail_total", { description: "Mails handed over or not, by outcome", incremental: true }),
    { outcome }
  )

const deaths = [
  { kind: "invitation", why: "failing" },
  { kind: "invitation", why: "given_up" },
  { kind: "sign_in", why: "given_up" }
] as const

const dead = (labels: (typeof deaths)[number]) =>
  Metric.withAttributes(
    Metric.counter("tsa_mail_dead_total", {
      description: "Mails that have failed for most of an hour (once each), or that are not tried any more",
      incremental: true
    }),
    labels
  )

/** Counts a mail that somebody waits for and that does not come by itself. */
export const countDeadMail = (labels: (typeof deaths)[number]): Effect.Effect<void> => Metric.update(dead(labels), 1)

export const countMail = (wasSent: boolean): Effect.Effect<void> => Metric.update(mails(wasSent ? "sent" : "failed"), 1)

/** Makes the counters known at zero before there is anything to count. */
export const announceMail: Effect.Effect<void> = Effect.all([
  ...outcomes.map((outcome) => Metric.update(mails(outcome), 0)),
  ...deaths.map((labels) => Metric.update(dead(labels), 0))
], { discard: true })
