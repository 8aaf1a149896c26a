import { Effect } from "effect"
import type { Shown } from "../command.ts"

/** What one check found, and what to do about it. */
export interface Finding {
  readonly check: string
  readonly status: "ok" | "warning" | "failed"
  readonly message: string
  readonly advice?: string
}

export const ok = (check: string, message: string): Finding => ({ check, status: "ok", message })
export const warning = (check: string, message: string, advice: string): Finding => ({
  check,
  status: "warning",
  message,
  advice
})
export const failed = (check: string, message: string, advice: string): Finding => ({
  check,
  status: "failed",
  message,
  advice
})

/** Turns a check that cannot be made into a failure with the code of what stopped it, never with its text. */
export const orFailed = <A, R>(
  work: Effect.Effect<A, { readonly _tag: string; readonly code?: string }, R>,
  finding: (code: string) => A
) =>
  work.pipe(
    Effect.timeout("15 seconds"),
    Effect.catch((error) => Effect.succeed(finding(("code" in error ? error.code : undefined) ?? error._tag)))
  )

const line = ({ advice, check, message, status }: Finding): string =>
  [
    `${status.padEnd(8)} ${check.padEnd(16)} ${message}`,
    ...(advice === undefined ? [] : [`${"".padEnd(26)}-> ${advice}`])
  ].join("\n")

/** Returns a report with one line per check; it has failed when any check has. */
export const reportOf = (findings: ReadonlyArray<Finding>): Shown => ({
  text: findings.map(line).join("\n"),
  data: { checks: findings },
  failed: findings.some(({ status }) => status === "failed"),
  isReport: true
})
