import { tells } from "../log-scan/personal.ts"

/** What a real process may log about itself, but no service in these tests may. */
const here = [/@/, /portal\.example\.test/, /speech/]

/** Returns the log lines that say what a log must not say, including any of these secrets. */
export const indiscreet = (logs: ReadonlyArray<string>, secrets: Iterable<string>): ReadonlyArray<string> => {
  const told = [...secrets]
  return logs.filter((line) =>
    tells(line) || here.some((word) => word.test(line)) || told.some((secret) => line.includes(secret))
  )
}
