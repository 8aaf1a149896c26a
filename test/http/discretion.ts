import { tells } from "../log-scan/personal.ts"

/** What a process of its own may say of itself, but no service in these tests. */
const here = [/@/, /portal\.example\.test/, /speech/]

/** The log lines that say what a log must not, also one of these secrets. */
export const indiscreet = (logs: ReadonlyArray<string>, secrets: Iterable<string>): ReadonlyArray<string> => {
  const told = [...secrets]
  return logs.filter((line) =>
    tells(line) || here.some((word) => word.test(line)) || told.some((secret) => line.includes(secret))
  )
}
