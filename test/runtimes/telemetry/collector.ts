import { once } from "node:events"
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: number }
}

export interface Span {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: ReadonlyArray<Attribute>
  readonly status: { readonly code: number; readonly message?: string }
}

interface Payload {
  readonly resourceSpans?: ReadonlyArray<
    { readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Span> }> }
  >
  readonly resourceMetrics?: ReadonlyArray<
    { readonly scopeMetrics: ReadonlyArray<{ readonly metrics: ReadonlyArray<{ readonly name: string }> }> }
  >
}

/** Starts a collector that receives traces and metrics over OTLP/HTTP as JSON, and keeps them. */
export const startCollector = async () => {
  const received: Array<string> = []
  const asked: Array<{ readonly path: string; readonly headers: IncomingHttpHeaders }> = []
  const unanswered: Array<ServerResponse> = []
  let isSilent = false
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers })
    void text(request).then((body) => {
      if (isSilent) return void unanswered.push(response)
      received.push(body)
      response.writeHead(200, { "content-type": "application/json" }).end("{}")
    }, () => undefined)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const payloads = () => received.map((body) => JSON.parse(body) as Payload)
  return {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      OTEL_EXPORTER_OTLP_HEADERS: "x-team=admissions%20office,x-key=s3cret"
    },
    asked,
    /** Everything that was received, unchanged. */
    received,
    spans: () =>
      payloads().flatMap(({ resourceSpans = [] }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      ),
    metrics: () =>
      new Set(
        payloads().flatMap(({ resourceMetrics = [] }) =>
          resourceMetrics.flatMap(({ scopeMetrics }) =>
            scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name }) => name))
          )
        )
      ),
    /** From now on it accepts everything and answers nothing: a black hole. */
    fallSilent: () => {
      isSilent = true
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }
}
export type Collector = Awaited<ReturnType<typeof startCollector>>
