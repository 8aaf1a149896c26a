import { Effect } from "effect"
import { type Context, Hono } from "hono"
import { cors } from "hono/cors"
import { requestId } from "hono/request-id"
import { secureHeaders } from "hono/secure-headers"
import { type Admit, whoAsks } from "./authentication.ts"
import type { Endpoint } from "./described.ts"
import { endpointsOf } from "./endpoints.ts"
import { requestBuckets } from "./limits/request-buckets.ts"
import { docsPage } from "./operation/docs.ts"
import { frontPage, noFavicon } from "./operation/front-page.ts"
import type { Platform } from "./platform.ts"
import type { Problem } from "./problem-wire.ts"
import { problem, unexpected } from "./problem.ts"
import { refusedAs } from "./refused.ts"
import { requestMetrics } from "./request-metrics.ts"
import { endSpan } from "./request-span.ts"
import { routeOf } from "./route-of.ts"
import { type Asking, logDefect, run } from "./run.ts"
import type { Runtime } from "./variables.ts"

/** Only a caller who may ask at all is told that there is no such operation. */
const refusal = (admit: Admit, problem: Problem) => (c: Context) => {
  const asking: Asking = {}
  return run(c, routeOf(c), asking, Effect.andThen(whoAsks(c, asking, admit), refusedAs(problem)))
}

const notFound: Problem = { status: 404, code: "not-found" }

/** Returns the problem for a known path under another method: 405, and which methods there are. */
const methodNotAllowed = (endpoints: ReadonlyArray<Endpoint>, path: string): Problem => {
  const allow = endpoints.filter((each) => each.path === path).map(({ method }) => method.toUpperCase()).join(", ")
  return { status: 405, code: "method-not-allowed", about: { allow }, headers: { allow } }
}

/** Answers are data: a browser that shows one loads and frames nothing. */
const nothingIsShown = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** Returns the service over HTTP. `runtimeOf` gives the runtime of a request: one shared by all, or one of its own. */
export const createApp = (
  runtimeOf: (c: Context) => Runtime,
  platform: Platform,
  endpoints: ReadonlyArray<Endpoint> = endpointsOf(platform)
) => {
  const app = new Hono()
  app.use(requestMetrics())
  app.use(requestId({ limitLength: 128 }))
  app.use(secureHeaders({ strictTransportSecurity: "max-age=31536000; includeSubDomains" }))
  app.use(async (c, next) => {
    c.set("runtime", runtimeOf(c))
    c.set("clientAddress", platform.clientAddress(c) ?? "unknown")
    await next()
    c.header("vary", "Accept-Language", { append: true })
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "private, no-store")
    if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", nothingIsShown)
    // A connection that is kept open would keep a service running that is told to stop.
    if (platform.isDraining()) c.header("connection", "close")
  })
  app.use(endSpan())
  app.use(cors({
    origin: [...platform.corsOrigins],
    allowHeaders: ["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id"],
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    exposeHeaders: ["ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
    maxAge: 600
  }))
  app.use("/", frontPage(platform.docs, platform.version))
  app.use("/favicon.ico", noFavicon)
  app.use("/docs/*", docsPage(platform.docs))
  const { byNetwork, byPrincipal } = requestBuckets(platform.requestsPerMinute)
  app.use(byNetwork)
  for (const { guard, handlers, method, path } of endpoints) {
    app.on([method.toUpperCase()], [path], ...(guard === undefined ? [] : [guard]), ...handlers(byPrincipal))
  }
  for (const path of new Set(endpoints.map((each) => each.path))) {
    app.all(path, refusal(byPrincipal, methodNotAllowed(endpoints, path)))
  }
  app.notFound(refusal(byPrincipal, notFound))
  app.onError((error, c) => {
    logDefect(c, error)
    return problem(c, unexpected)
  })
  return app
}
