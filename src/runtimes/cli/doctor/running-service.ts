import { Effect } from "effect"
import { failed, type Finding, ok, warning } from "./finding.ts"

/** What `/health/ready` answers. */
export interface Ready {
  readonly status: "ok" | "degraded" | "unavailable"
  readonly reason: string | null
  readonly student_records: "ok" | "unavailable" | "not_migrated"
  readonly migrations: { readonly applied: number; readonly known: number } | null
}

/** Returns what the service on the data folder says about itself, or undefined when it does not answer. */
export const askReady = (base: string) =>
  Effect.promise(async (): Promise<Ready | undefined> => {
    try {
      const response = await fetch(`${base}/health/ready`, { signal: AbortSignal.timeout(10_000) })
      return await response.json() as Ready
    } catch {
      return undefined
    }
  })

export const serviceFinding = (base: string, ready: Ready | undefined): Finding => {
  if (ready === undefined) return failed("service", `${base} does not answer`, "Look at its log; restart it.")
  if (ready.status === "ok") return ok("service", `${base} is ready`)
  return ready.status === "degraded"
    ? warning("service", `${base} is degraded: PostgreSQL is ${ready.student_records}`, "See postgresql below.")
    : failed("service", `${base} is not ready: ${ready.reason}`, "See the checks below.")
}
