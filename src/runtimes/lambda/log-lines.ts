import { Logger } from "effect"

/** Not by way of the console: Lambda's writes a prefix into each line, and then no line is JSON. */
export const logLines = Logger.map(Logger.formatJson, (line) => {
  process.stdout.write(`${line}\n`)
})
