import { Schema } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/**
 * A PostgreSQL error without its message and detail, which hold values.
 * `code`: an SQLSTATE, or the network's own code (`ECONNREFUSED`).
 */
export class PostgresFailure extends Schema.TaggedError<PostgresFailure>()("PostgresFailure", {
  code: Schema.String,
  constraint: Schema.optionalKey(Schema.String),
  table: Schema.optionalKey(Schema.String),
  column: Schema.optionalKey(Schema.String)
}) {
  override get message() {
    return `PostgreSQL did not do it (${this.code})`
  }
}

const kept = ["constraint", "table", "column"] as const

/** Returns the failure inside whatever a driver threw. Drizzle wraps the driver's error in one that prints the parameters. */
export const failureOf = (thrown: unknown): PostgresFailure => {
  const wrapper = (thrown ?? {}) as { readonly cause?: unknown }
  const error = (wrapper.cause ?? wrapper) as Readonly<Record<string, unknown>>
  const entries = kept.flatMap((key) => typeof error[key] === "string" ? [[key, error[key]]] : [])
  return new PostgresFailure({
    code: typeof error["code"] === "string" ? error["code"] : "no_answer",
    ...Object.fromEntries(entries)
  })
}

/** No SQLSTATE begins with E; the codes of Node's system errors do. */
const isSqlState = (code: string): boolean => /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)

const unavailable = [
  "08", // connection
  "28", // authorization
  "53", // connections, disk, memory
  "57P0", // shutting down, starting
  "57014", // statement timeout
  "3D000", // no such database
  "42P01", // no such table: not migrated yet
  "25006" // read-only: a replica after a failover
]
const refused = ["22", "23502", "23503", "23514"]
const contended = ["23505", "40001", "40P01"]

/**
 * `unavailable`: the store as a whole cannot serve. `refused`: a value will never be accepted. `contended`: the same statement will go
 * through when repeated. `failed`: anything else; it must affect only the set that caused it.
 */
export const kindOf = (code: string): "unavailable" | "refused" | "contended" | "failed" => {
  const isOneOf = (prefixes: ReadonlyArray<string>) => prefixes.some((prefix) => code.startsWith(prefix))
  if (!isSqlState(code) || isOneOf(unavailable)) return "unavailable"
  return isOneOf(refused) ? "refused" : isOneOf(contended) ? "contended" : "failed"
}

export const away = ({ code }: PostgresFailure) => new StoreUnavailable({ store: "student-records", code })
