import { Clock, Context, Metric } from "effect"
import type { MiddlewareHandler } from "hono"
import { methodOf, routeOf } from "./route-of.ts"
import type { Runtime } from "./variables.ts"

const durations = Metric.histogram("tsa_http_request_seconds", {
  description: "Seconds from a request to its answer, by route template, method and status class",
  boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
})

type Series = ReturnType<typeof seriesOf>
const seriesOf = (route: string, method: string, status: string) =>
  Metric.withAttributes(durations, { route, method, status })

/** How long something took is measured in real time, whatever the service's clock says. */
const clock = Context.get(Context.empty(), Clock.Clock)

/** Times every request. Unknown paths and methods are not told apart, so that strangers cannot make series. */
export const requestMetrics = (): MiddlewareHandler => {
  const known = new Map<string, Series>()
  return async (c, next) => {
    const from = clock.monotonicTimeNanosUnsafe()
    await next()
    const route = routeOf(c)
    const method = methodOf(c)
    const status = `${Math.floor(c.res.status / 100)}xx`
    const key = `${route} ${method} ${status}`
    const series = known.get(key) ?? seriesOf(route, method, status)
    known.set(key, series)
    const runtime = c.get("runtime") as Runtime | undefined
    series.updateUnsafe(
      Number(clock.monotonicTimeNanosUnsafe() - from) / 1e9,
      runtime?.cachedContext ?? Context.empty()
    )
  }
}
