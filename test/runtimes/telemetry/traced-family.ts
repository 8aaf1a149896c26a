import { assert } from "@effect/vitest"
import { randomBytes } from "node:crypto"
import { indiscreet } from "../../http/discretion.ts"
import { eventually } from "../../scenarios/place.ts"
import type { Send } from "../transcript/play.ts"
import type { Stores } from "../transcript/stores.ts"
import { familyAtStepFour } from "../worker/family.ts"
import type { Collector, Span } from "./collector.ts"

/** What every runtime counts once a family's records are there and a sweep has run. */
const metrics = [
  "tsa_http_request_seconds",
  "tsa_mail_total",
  "tsa_outbox_depth",
  "tsa_provisioning_attempts_total",
  "tsa_provisioning_oldest_pending_seconds",
  "tsa_provisioning_refused_total",
  "tsa_provisioning_tries",
  "tsa_step4_to_records_seconds",
  "tsa_store_call_failures_total",
  "tsa_store_call_seconds"
]

const attribute = ({ attributes }: Span, key: string) => attributes.find((each) => each.key === key)?.value

interface Line {
  readonly annotations?: Readonly<Record<string, unknown>>
}

const linesOf = (logs: ReadonlyArray<string>): ReadonlyArray<Line> =>
  logs.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Line)

/**
 * Walks a family to its records; each request belongs to one trace of the caller's. Then the collector must hold spans by template, drains,
 * calls of both stores, and the metrics. The logs must hold the ids. Neither may name a person.
 */
export const assertTelemetry = async (
  { collector, logs, send, stores, sweep }: {
    readonly collector: Collector
    readonly logs: () => ReadonlyArray<string>
    readonly send: Send
    readonly stores: Stores
    readonly sweep: () => Promise<unknown>
  }
) => {
  const [trace, caller] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")]
  const traced: Send = (path, init) =>
    send(path, {
      ...init,
      headers: {
        ...init.headers as Record<string, string>,
        traceparent: `00-${trace}-${caller}-01`,
        "x-request-id": `of-${trace}`
      }
    })
  const family = await familyAtStepFour(traced, stores)
  await eventually(family.state, (state) => state === "applied")
  const { status } = await traced(`/admissions/enrollments/${family.enrollment_id}?q=Lovelace`, { method: "GET" })
  assert.strictEqual(status, 401)
  await sweep()

  const isComplete = (spans: ReadonlyArray<Span>) =>
    spans.some(({ name }) => name === "drain") && metrics.every((name) => collector.metrics().has(name))
  await eventually(async () => collector.spans(), isComplete).catch(() => undefined)
  assert.deepStrictEqual(metrics.filter((name) => !collector.metrics().has(name)), [])
  assert.deepStrictEqual([...collector.metrics()].filter((name) => !/^tsa_\w+$/.test(name)), [])

  const spans = collector.spans()
  const ours = spans.filter(({ traceId }) => traceId === trace)
  const requests = ours.filter(({ parentSpanId }) => parentSpanId === caller)
  const step = requests.find(({ name }) => name === "PUT /admissions/enrollments/:id/steps/4")
  assert.isDefined(step)
  assert.strictEqual(Number(attribute(step, "http.response.status_code")?.intValue), 200)
  assert.isTrue(requests.some(({ name }) => name === "POST /parent-invitations"))
  assert.lengthOf(requests.filter(({ name }) => name.startsWith("PUT")), 4, "a span per request")
  const under = (parent: Span): ReadonlyArray<Span> =>
    ours.filter(({ parentSpanId }) => parentSpanId === parent.spanId).flatMap((each) => [each, ...under(each)])
  assert.includeMembers(under(step).map(({ name }) => name), ["authenticate", "workflow get", "workflow update"])
  for (const name of ["drain", "workflow query_due", "student-records put"]) {
    assert.isTrue(spans.some((span) => span.name.startsWith(name)), name)
  }

  for (const { headers } of collector.asked) {
    assert.deepStrictEqual([headers["x-team"], headers["x-key"]], ["admissions office", "s3cret"])
  }
  assert.deepStrictEqual([...new Set(collector.asked.map(({ path }) => path))].sort(), ["/v1/metrics", "/v1/traces"])

  const about = linesOf(logs()).filter(({ annotations }) => annotations?.["request_id"] === `of-${trace}`)
  assert.isNotEmpty(about)
  for (const { annotations } of about) assert.strictEqual(annotations?.["trace_id"], trace)

  const secrets = [stores.environment.SEAL_KEY, "s3cret", family.enrollment_id, family.student, "?q="]
  assert.deepStrictEqual(indiscreet(collector.received, secrets), [])
  assert.deepStrictEqual(indiscreet(logs(), [stores.environment.SEAL_KEY, "s3cret", "?q="]), [])
}
