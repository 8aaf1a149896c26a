import type { Context, MiddlewareHandler } from "hono"
import { actorOf } from "../../domain/people/principal.ts"
import { LimitReached } from "../../domain/request/limit.ts"
import type { Admit } from "../authentication.ts"
import { problemOf } from "../failure.ts"
import { problem } from "../problem.ts"
import { makeBuckets } from "./buckets.ts"
import { networkBuckets } from "./network-buckets.ts"

/** Whether the path asks if the process lives, or for its metrics: whoever watches the service must always be answered. */
export const isUnlimited = (path: string): boolean => path === "/health/live" || path === "/metrics"

/**
 * What one caller may ask of this process in a minute. A request without a principal belongs to its network: it takes one there before its
 * token is looked at, and gets it back if the token is good. Then it takes one of its principal's. The question whether the process is
 * ready has buckets of its own, so that whoever watches is answered even if the network has used up everything else.
 */
export const requestBuckets = (perMinute: number) => {
  const name = "requests"
  const [principals, networks] = [makeBuckets(perMinute), networkBuckets(name, perMinute)]
  const watchers = networkBuckets("readiness", perMinute)
  const networkOf = (c: Context) => c.get("clientAddress")

  const byNetwork: MiddlewareHandler = async (c, next) => {
    if (isUnlimited(c.req.path)) return next()
    const reached = (c.req.path === "/health/ready" ? watchers : networks).take(networkOf(c))
    return reached === undefined ? next() : problem(c, problemOf(reached))
  }

  const byPrincipal: Admit = (c, principal) => {
    networks.giveBack(networkOf(c))
    const wait_seconds = principals.take(actorOf(principal))
    return wait_seconds > 0 ? new LimitReached({ name, most: perMinute, seconds: 60, wait_seconds }) : undefined
  }

  return { byNetwork, byPrincipal }
}
