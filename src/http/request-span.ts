import { Clock, Context, Effect, Exit, Option, type Tracer } from "effect"
import { Headers, HttpTraceContext } from "effect/http"
import type { Context as Request, MiddlewareHandler } from "hono"
import { methodOf, routeOf } from "./route-of.ts"

/** Returns the caller's span, if its `traceparent` names one. */
const callers = (c: Request) =>
  HttpTraceContext.w3c(Headers.fromRecordUnsafe({ traceparent: c.req.header("traceparent") ?? "" }))

/** Makes the span of the request. The request's runtime knows the tracer. */
export const requestSpan = (c: Request): Effect.Effect<Tracer.Span> =>
  Effect.suspend(() => {
    const [method, route] = [methodOf(c), routeOf(c)]
    const parent = Option.getOrUndefined(callers(c))
    return Effect.makeSpan(`${method} ${route}`, {
      kind: "server",
      attributes: { "http.request.method": method, "http.route": route },
      ...(parent !== undefined && { parent })
    }).pipe(Effect.tap((span) => Effect.sync(() => c.set("span", span))))
  })

/** Ends the request's span with its answer. An error of ours is a failure of the span; one of the caller's is not. */
export const endSpan = (): MiddlewareHandler => async (c, next) => {
  await next()
  const { cachedContext } = c.get("runtime")
  const span = c.get("span")
  if (span === undefined || cachedContext === undefined) return
  const { status } = c.res
  span.attribute("http.response.status_code", status)
  const exit = status < 500 ? Exit.void : Exit.fail({ _tag: `${status}` })
  span.end(Context.get(cachedContext, Clock.Clock).currentTimeNanosUnsafe(), exit)
}
