import { Logger } from "effect"
import { jsonLine } from "../telemetry/json-line.ts"

/** Does not use the console: Lambda's console writes a prefix into each line, and then no line is JSON. */
export const logLines = Logger.map(jsonLine, (line) => {
  process.stdout.write(`${line}\n`)
})
