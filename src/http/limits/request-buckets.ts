import type { Context, MiddlewareHandler } from "hono"
import { LimitReached } from "../../domain/people/limit.ts"
import { actorOf, type Principal } from "../../domain/people/principal.ts"
import { problem, problemOf } from "../problem.ts"
import { makeBuckets } from "./buckets.ts"

/** Probes and metrics: whoever watches the service must always be answered. */
export const isUnlimited = (path: string): boolean => path.startsWith("/health/") || path === "/metrics"

/**
 * What one caller may ask of this process in a minute. A request without a principal is its network's: it takes one there before its
 * token is looked at, and gets it back when the token is good. Then it takes one of its own.
 */
export const requestBuckets = (perMinute: number) => {
  const buckets = makeBuckets(perMinute)
  const networkOf = (c: Context) => `network:${c.get("clientAddress") as string}`
  const refused = (c: Context, wait_seconds: number) =>
    problem(c, problemOf(new LimitReached({ name: "requests", most: perMinute, seconds: 60, wait_seconds })))

  const byNetwork: MiddlewareHandler = async (c, next) => {
    const wait = isUnlimited(c.req.path) ? 0 : buckets.take(networkOf(c))
    return wait > 0 ? refused(c, wait) : next()
  }

  const byPrincipal: MiddlewareHandler = async (c, next) => {
    const principal = c.get("principal") as Principal | undefined
    if (principal === undefined) return next()
    buckets.giveBack(networkOf(c))
    const wait = buckets.take(actorOf(principal))
    return wait > 0 ? refused(c, wait) : next()
  }

  return { byNetwork, byPrincipal }
}
