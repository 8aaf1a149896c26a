import { lastNames } from "../../src/runtimes/sample/names.ts"

/** What the tests say about people, and what gives access: none of it may appear in a log, ours or a store's. */
export const personal: ReadonlyArray<RegExp> = [
  /\b(Ada|Augusta|Zoë)\b/,
  /Lovelace|Vandermolen/,
  new RegExp(lastNames.join("|")),
  // All except the people of the embedded default, whom the service names when it starts.
  /(?<!(?:^|[\s,])(?:coach|registrar|admin))@example\.(?:test|org)\b/,
  /2016-0\d-01\b/,
  /penicillin|no nuts|large print|speech therapy/,
  /Bearer |eyJ[\w-]{20,}|#token=/,
  /Zx9/
]

/** One text for each of them, to show that the scan finds it. */
export const planted: ReadonlyArray<string> = [
  "Ada",
  "Lovelace",
  ...lastNames,
  "family-1@example.test",
  "coach@example.test",
  "2016-03-01",
  "penicillin",
  "Bearer abc",
  "Zx9sentinel"
]

/** Returns whether the line reveals something. */
export const tells = (line: string): boolean => personal.some((word) => word.test(line))
