import { Layer, Logger, References } from "effect"
import type { Configuration } from "./configuration.ts"

/** Logs: JSON lines on standard output, or readable ones on a terminal. */
export const observability = ({ logLevel }: Pick<Configuration, "logLevel">) =>
  Layer.merge(
    Logger.layer([process.stdout.isTTY ? Logger.consolePretty() : Logger.consoleJson]),
    Layer.succeed(References.MinimumLogLevel, logLevel)
  )
