import { Effect } from "effect"
import { ConfigurationInvalid } from "../settings/environment.ts"
import { logProblems, notConfigured } from "../telemetry/not-configured.ts"

/** Returns the answer of a function whose settings are wrong, and logs it in one line. Rethrows any other error. */
export const unconfigured = (error: unknown) => {
  if (!(error instanceof ConfigurationInvalid)) throw error
  Effect.runSync(logProblems(error))
  const { status: statusCode, ...rest } = notConfigured
  return { statusCode, ...rest }
}
