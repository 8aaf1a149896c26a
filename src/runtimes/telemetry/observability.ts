import { Effect, Layer, Logger, References } from "effect"
import type { Settings } from "../settings/shared.ts"
import { jsonLine } from "./json-line.ts"
import type { Lifetime } from "./otlp.ts"

/** Loaded only where there is a collector: without one, a cold start does not wait for it. */
const exported = (otlp: NonNullable<Settings["otlp"]>, lifetime: Lifetime) =>
  Layer.unwrap(Effect.map(Effect.promise(() => import("./otlp.ts")), ({ layer }) => layer(otlp, lifetime)))

/**
 * Logs as JSON lines, by way of the console unless told otherwise; readable ones on a terminal. Traces and metrics for the collector, where
 * there is one; without one no span is made, which a request has dozens of.
 */
export const observability = (
  { logLevel, otlp }: Pick<Settings, "logLevel" | "otlp">,
  lifetime: Lifetime = "process",
  lines: Logger.Logger<unknown, void> = Logger.withConsoleLog(jsonLine)
) =>
  Layer.mergeAll(
    Logger.layer([process.stdout.isTTY ? Logger.consolePretty() : lines]),
    Layer.succeed(References.MinimumLogLevel, logLevel),
    otlp === undefined ? Layer.succeed(References.TracerEnabled, false) : exported(otlp, lifetime)
  )
