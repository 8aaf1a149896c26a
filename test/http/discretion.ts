/** What the tests say of people, and what opens something: none of it may stand in a log line. */
const personal = [
  /\bAda\b/,
  /Lovelace/,
  /@/,
  /2016-0\d-01/,
  /penicillin|no nuts|large print|speech/,
  /Bearer |eyJ|#token=/,
  /portal\.example\.test/,
  /Zx9/
]

/** The log lines that say what a log must not, also one of these secrets. */
export const indiscreet = (logs: ReadonlyArray<string>, secrets: Iterable<string>): ReadonlyArray<string> => {
  const told = [...secrets]
  return logs.filter((line) => personal.some((word) => word.test(line)) || told.some((secret) => line.includes(secret)))
}
