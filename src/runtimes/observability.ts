import { Layer, Logger, References } from "effect"
import type { Configuration } from "./configuration.ts"

/** Not by way of the console: Lambda's writes a prefix before each line, and then no line is JSON. */
const jsonLines = Logger.map(Logger.formatJson, (line) => {
  process.stdout.write(`${line}\n`)
})

/** Logs: JSON lines on standard output, or readable ones on a terminal. */
export const observability = ({ logLevel }: Pick<Configuration, "logLevel">) =>
  Layer.merge(
    Logger.layer([process.stdout.isTTY ? Logger.consolePretty() : jsonLines]),
    Layer.succeed(References.MinimumLogLevel, logLevel)
  )
