import { Context, type Effect } from "effect"
import type { PostgresFailure } from "./failure.ts"

export interface Statement {
  /** The name under which the server keeps the plan. One name always has the same text. */
  readonly name: string
  readonly text: string
  readonly values: ReadonlyArray<unknown>
}

export type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>

/** Runs one statement on the connection of a transaction. */
export type Run = (text: string, values?: ReadonlyArray<unknown>) => Promise<Rows>

/** The one seam over a PostgreSQL server and one inside this process. Results leave as JSON, so both are parsed alike. */
export class Database extends Context.Service<Database, {
  /** One statement, which is one transaction. */
  readonly query: (statement: Statement) => Effect.Effect<Rows, PostgresFailure>
  /**
   * Runs several statements on one connection, all or none. Migrations have no limit. With a limit (milliseconds, for all statements
   * together), once it is over nothing is written and nobody waits any longer.
   */
  readonly transaction: (work: (run: Run) => Promise<void>, limitMs?: number) => Effect.Effect<void, PostgresFailure>
}>()("tsa/adapters/postgres/Database") {}
