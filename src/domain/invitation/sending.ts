/** Longer than a mailer takes for one mail (milliseconds): whoever begins to send one keeps others from sending another. */
export const sendingMs = 60_000
