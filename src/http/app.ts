import { type Context, Hono } from "hono"
import { cors } from "hono/cors"
import { requestId } from "hono/request-id"
import { secureHeaders } from "hono/secure-headers"
import { authentication } from "./authentication.ts"
import type { Endpoint } from "./described.ts"
import { requestBuckets } from "./limits/request-buckets.ts"
import { type DocsFiles, docsPage } from "./operation/docs.ts"
import { frontPage, noFavicon } from "./operation/front-page.ts"
import { healthEndpoints, type Liveness } from "./operation/health.ts"
import { keyEndpoints } from "./operation/keys.ts"
import { type MetricsAccess, metricsEndpoints } from "./operation/metrics.ts"
import { openApiEndpoint } from "./operation/openapi.ts"
import { versionEndpoints } from "./operation/version.ts"
import { bulkInvitationEndpoints } from "./portal/bulk-invitations.ts"
import { closingEndpoints } from "./portal/closing.ts"
import { enrollmentEndpoints } from "./portal/enrollments.ts"
import { guardianEndpoints } from "./portal/guardians.ts"
import { invitationEndpoints } from "./portal/invitations.ts"
import { oneInvitationEndpoints } from "./portal/one-invitation.ts"
import { openedInvitationEndpoints } from "./portal/opened-invitation.ts"
import { stepEndpoints } from "./portal/steps.ts"
import { problem, unexpected } from "./problem.ts"
import { requestMetrics } from "./request-metrics.ts"
import { endSpan } from "./request-span.ts"
import { logDefect } from "./run.ts"
import { identityEndpoints } from "./sign-in/identity.ts"
import { linkEndpoints } from "./sign-in/link.ts"
import { sessionEndpoints } from "./sign-in/session.ts"
import { addressEndpoints } from "./staff/addresses.ts"
import { consistencyEndpoints } from "./staff/consistency.ts"
import { custodyEndpoints } from "./staff/custody.ts"
import { staffEnrollmentEndpoints } from "./staff/enrollments.ts"
import { peopleEndpoints } from "./staff/people.ts"
import { provisioningEndpoints } from "./staff/provisioning.ts"
import { recordsCheckEndpoints } from "./staff/records-check.ts"
import { revokeAllEndpoints } from "./staff/revoke-all.ts"
import { schoolEndpoints } from "./staff/schools.ts"
import type { Runtime, Variables } from "./variables.ts"

/** What differs between the places where the app runs. */
export interface Platform extends Liveness {
  readonly corsOrigins: ReadonlyArray<string>
  readonly metrics: MetricsAccess
  readonly version: string
  /** The network that a request came from: an address, of IPv6 its /64; undefined where it cannot be told. */
  readonly clientAddress: (c: Context) => string | undefined
  /** What one caller may ask of this process, per principal or network. */
  readonly requestsPerMinute: number
  /** The docs page, where this process serves it. */
  readonly docs?: DocsFiles
}

/** Every operation. Static paths come before those with a parameter in their place. */
export const endpointsOf = (platform: Platform): ReadonlyArray<Endpoint> => {
  const described = [
    ...healthEndpoints(platform),
    ...metricsEndpoints(platform.metrics),
    ...versionEndpoints(platform.version),
    ...linkEndpoints,
    ...identityEndpoints,
    ...sessionEndpoints,
    ...keyEndpoints,
    ...openedInvitationEndpoints,
    ...bulkInvitationEndpoints,
    ...invitationEndpoints,
    ...oneInvitationEndpoints,
    ...enrollmentEndpoints,
    ...closingEndpoints,
    ...stepEndpoints,
    ...guardianEndpoints,
    ...custodyEndpoints,
    ...staffEnrollmentEndpoints,
    ...provisioningEndpoints,
    ...recordsCheckEndpoints,
    ...consistencyEndpoints,
    ...schoolEndpoints,
    ...revokeAllEndpoints,
    ...peopleEndpoints,
    ...addressEndpoints
  ]
  return [...described, openApiEndpoint(described, platform.version)]
}

const notFound = (c: Context) => problem(c, { status: 404, code: "not-found" })

/** A known path under another method: 405, and which ones there are. */
const methodNotAllowed = (endpoints: ReadonlyArray<Endpoint>, path: string) => (c: Context) => {
  const allow = endpoints.filter((each) => each.path === path).map(({ method }) => method.toUpperCase()).join(", ")
  return problem(c, {
    status: 405,
    code: "method-not-allowed",
    about: { allow },
    headers: { allow }
  })
}

/** Answers are data: a browser that is shown one loads and frames nothing. */
const nothingIsShown = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The service over HTTP. `runtimeOf` gives the runtime of a request: one shared by all, or one of its own. */
export const createApp = (runtimeOf: (c: Context) => Runtime, platform: Platform) => {
  const endpoints = endpointsOf(platform)
  const app = new Hono<{ Variables: Variables }>()
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
    // A connection that is kept would keep a service that is told to stop.
    if (platform.isDraining()) c.header("connection", "close")
  })
  app.use(endSpan())
  app.use(cors({
    origin: [...platform.corsOrigins],
    allowHeaders: ["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id"],
    allowMethods: ["GET", "POST", "PUT", "DELETE", "OPTIONS"],
    exposeHeaders: ["ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"],
    maxAge: 600
  }))
  app.use("/", frontPage(platform.docs, platform.version))
  app.use("/favicon.ico", noFavicon)
  app.use("/docs/*", docsPage(platform.docs))
  const { byNetwork, byPrincipal } = requestBuckets(platform.requestsPerMinute)
  app.use(byNetwork)
  app.use(authentication(endpoints))
  app.use(byPrincipal)
  for (const { handlers, method, path } of endpoints) app.on([method.toUpperCase()], [path], ...handlers)
  for (const path of new Set(endpoints.map((each) => each.path))) app.all(path, methodNotAllowed(endpoints, path))
  app.notFound(notFound)
  app.onError((error, c) => {
    logDefect(c, error)
    return problem(c, unexpected)
  })
  return app
}
