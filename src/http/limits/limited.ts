import type { LimitReached } from "../../domain/request/limit.ts"
import type { Problem } from "../problem-wire.ts"

/** Returns when to come back (in minutes, as the portal reads it), and the limit as draft-ietf-httpapi-ratelimit-headers has it. */
export const limited = (
  { most, name, seconds, wait_seconds }: LimitReached
): Pick<Problem, "headers" | "members"> => ({
  members: () => ({ retry_after_minutes: Math.ceil(wait_seconds / 60) }),
  headers: {
    "retry-after": `${wait_seconds}`,
    "ratelimit-policy": `"${name}";q=${most};w=${seconds}`,
    ratelimit: `"${name}";r=0;t=${wait_seconds}`
  }
})
