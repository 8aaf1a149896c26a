import { Context, Formatter, Logger, Option, Tracer } from "effect"

/** The id of the trace that this span is in; spans that nobody records have none of their own. */
const traceOf = (span: Tracer.AnySpan): Option.Option<string> =>
  Context.get(span.annotations, Tracer.DisablePropagation)
    ? span._tag === "Span" ? Option.flatMap(span.parent, traceOf) : Option.none()
    : Option.some(span.traceId)

/** A log entry as one line of JSON, with the id of the trace that it belongs to. */
export const jsonLine = Logger.make<unknown, string>((entry) => {
  const { annotations, ...rest } = Logger.formatStructured.log(entry)
  const span = Context.getOption(entry.fiber.context, Tracer.ParentSpan)
  const trace = Option.match(Option.flatMap(span, traceOf), {
    onNone: () => ({}),
    onSome: (trace_id) => ({ trace_id })
  })
  return Formatter.formatJson({ ...rest, annotations: { ...annotations, ...trace } })
})
