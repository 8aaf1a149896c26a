import { Context, Formatter, Logger, Option, Tracer } from "effect"

/** A log entry as one line of JSON, with the id of the trace that it belongs to. */
export const jsonLine = Logger.make<unknown, string>((entry) => {
  const { annotations, ...rest } = Logger.formatStructured.log(entry)
  const span = Context.getOption(entry.fiber.context, Tracer.ParentSpan)
  const trace = Option.match(span, { onNone: () => ({}), onSome: ({ traceId }) => ({ trace_id: traceId }) })
  return Formatter.formatJson({ ...rest, annotations: { ...annotations, ...trace } })
})
