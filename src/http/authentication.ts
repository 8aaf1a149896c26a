import { Exit, Redacted } from "effect"
import type { MiddlewareHandler } from "hono"
import { authenticate } from "../domain/access/authenticate.ts"
import type { Endpoint } from "./described.ts"
import { routeOf } from "./route-of.ts"
import { run } from "./run.ts"

const patternOf = ({ method, path }: Endpoint) => ({
  method: method.toUpperCase(),
  path: new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}$`)
})

/** Covers every path, known or not: only what is declared public is reached without a token. */
export const authentication = (endpoints: ReadonlyArray<Endpoint>): MiddlewareHandler => {
  const open = endpoints.filter(({ isPublic }) => isPublic).map(patternOf)
  return async (c, next) => {
    const method = c.req.method === "HEAD" ? "GET" : c.req.method
    if (open.some((each) => each.method === method && each.path.test(c.req.path))) return next()
    const token = /^Bearer ([\w~+/.=-]{1,4096})$/i.exec(c.req.header("authorization") ?? "")?.[1]
    const exit = await run(c, routeOf(c), authenticate(token === undefined ? undefined : Redacted.make(token)))
    if (Exit.isFailure(exit)) {
      const reason = exit.cause.reasons[0]
      return reason?._tag === "Fail" ? reason.error : c.body(null, 500)
    }
    c.set("principal", exit.value)
    return next()
  }
}
