import { Effect } from "effect"
import { ConfigurationInvalid } from "../settings/environment.ts"
import { logProblems, notConfigured } from "../telemetry/not-configured.ts"

/** The answer of a function whose settings are wrong, and its line in the log. Any other error is thrown on. */
export const unconfigured = (error: unknown) => {
  if (!(error instanceof ConfigurationInvalid)) throw error
  Effect.runSync(logProblems(error))
  const { status: statusCode, ...rest } = notConfigured
  return { statusCode, ...rest }
}
